import type { Gaps, LivedStep } from '@percorso/contract'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Name } from '../../ui/name.tsx'
import classes from './gaps.module.css'
import { useTold } from './use-told.ts'

/** The map in small: its stages and steps, each with how many journeys took it. */
export function DesiredPart({ gaps: { map, steps } }: { gaps: Gaps }) {
  const t = useTranslations('gaps')
  const { may } = useMe()
  const kind = t(`kinds.${map.kind}`)
  const unseen = steps.filter(({ seen }) => !seen).map(({ name }) => name || t('gaps.unnamed'))
  return (
    <>
      <p className={classes.note}>
        {map.persona === '' ? t('about', { kind }) : t('aboutPersona', { kind, persona: map.persona })}{' '}
        {may('maps.read') && (
          <Link to="/maps/$mapId" params={{ mapId: String(map.mapId) }}>
            {t('toMap')}
          </Link>
        )}
      </p>
      {steps.length === 0 ? <p className={classes.note}>{t('noSteps')}</p> : <Stages steps={steps} />}
      {unseen.length > 0 && <p className={classes.note}>{t('unseenHint', { n: unseen.length, names: unseen.join(', ') })}</p>}
    </>
  )
}

function Stages({ steps }: { steps: LivedStep[] }) {
  const stages = Map.groupBy(steps, ({ stage }) => stage)
  return (
    <ol className={classes.stages}>
      {[...stages].map(([stage, own]) => (
        <li key={stage} className={classes.stage}>
          <Name>{stage || '–'}</Name>
          <ol className={classes.steps}>
            {own.map((step) => (
              <Step key={step.step} step={step} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

function Step({ step: { name, seen, met } }: { step: LivedStep }) {
  const t = useTranslations('gaps')
  const { percent } = useTold()
  return (
    <li className={classes.step} data-unseen={!seen}>
      <Name>{name || t('gaps.unnamed')}</Name>
      <small>{seen ? percent(met.share) : t('unseen')}</small>
    </li>
  )
}
