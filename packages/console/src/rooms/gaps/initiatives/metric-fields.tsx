import { NativeSelect, NumberInput } from '@mantine/core'
import type { InitiativeMetric } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { useVocabulary } from '../../segments/builder/use-vocabulary.ts'
import classes from '../gaps.module.css'
import type { OnPart } from './initiative-form.tsx'
import type { InitiativeDraft } from './initiative-types.ts'
import { useAbout } from './use-about.ts'

const USUAL_DAYS = 60

type Outcome = Extract<InitiativeMetric, { kind: 'outcome' }>

/** Which number should move, and how far. */
export function MetricFields({ draft, onPart }: { draft: InitiativeDraft; onPart: OnPart }) {
  const t = useTranslations('gaps.form')
  const { metric, about, mapId } = draft
  const said = useAbout(draft)
  const gap = mapId !== null && about && about.kind !== 'touchpoint' ? about : undefined
  const kinds = gap || metric.kind === 'gap' ? (['gap', 'outcome'] as const) : (['outcome'] as const)
  const onKind = (kind: string) => {
    if (kind === 'outcome') onPart({ metric: { kind: 'outcome', match: { fact: '' }, days: USUAL_DAYS, wish: 'more' } })
    else if (gap) onPart({ metric: { kind: 'gap', gap } })
  }
  return (
    <>
      {said !== undefined && (
        <p className={classes.note}>
          {t('about')}: <bdi>{said}</bdi>
        </p>
      )}
      <NativeSelect
        size="xs"
        label={t('metric')}
        value={metric.kind}
        data={kinds.map((kind) => ({ value: kind as string, label: t(`metrics.${kind}`) }))}
        onChange={(event) => onKind(event.currentTarget.value)}
      />
      {metric.kind === 'outcome' && <OutcomeFields metric={metric} onMetric={(next) => onPart({ metric: next })} />}
      <NumberInput
        size="xs"
        maw={340}
        label={t('target')}
        min={0}
        max={100}
        decimalScale={1}
        value={Math.round(draft.target * 1000) / 10}
        onChange={(value) => onPart({ target: Math.min(100, Math.max(0, Number(value))) / 100 })}
      />
    </>
  )
}

function OutcomeFields({ metric, onMetric }: { metric: Outcome; onMetric: (metric: Outcome) => void }) {
  const t = useTranslations('gaps.form')
  const { facts } = useVocabulary()
  const fact = metric.match.fact ?? ''
  const names = [...new Set(['', fact, ...facts.map(({ name }) => name)])]
  return (
    <div className={classes.pair}>
      <NativeSelect
        size="xs"
        required
        label={t('fact')}
        value={fact}
        data={names}
        onChange={(event) => onMetric({ ...metric, match: { fact: event.currentTarget.value } })}
      />
      <NumberInput
        size="xs"
        maw={220}
        label={t('days')}
        min={1}
        max={365}
        allowDecimal={false}
        value={metric.days}
        onChange={(value) => onMetric({ ...metric, days: Math.min(365, Math.max(1, Number(value) || 1)) })}
      />
      <NativeSelect
        size="xs"
        label={t('wish')}
        value={metric.wish}
        data={(['more', 'less'] as const).map((wish) => ({ value: wish as string, label: t(`wishes.${wish}`) }))}
        onChange={(event) => onMetric({ ...metric, wish: event.currentTarget.value === 'less' ? 'less' : 'more' })}
      />
    </div>
  )
}
