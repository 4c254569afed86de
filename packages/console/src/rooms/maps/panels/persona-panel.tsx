import { mapLimits } from '@percorso/contract/map-words'
import type { PersonaNumbers } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Loading } from '../../../ui/loading.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { useDocument, useOpenMap } from '../map-context.ts'
import classes from '../maps.module.css'
import panel from './panels.module.css'
import { changed } from '../model/map-actions.ts'
import { KeptText } from './kept-text.tsx'
import { SegmentChoice } from './segment-choice.tsx'

const SHOWN_MAX = 8

/** Whose journey it is, and the real people who are like that. */
export function PersonaPanel() {
  const t = useTranslations('maps')
  const { store, readOnly } = useOpenMap()
  const persona = useDocument('persona', (document) => document.persona)
  const about = useDocument('about', (document) => document.about)
  const set = (part: Partial<typeof persona>) => store.act(changed(store.document, ['persona'], part))
  return (
    <div className={panel.fields}>
      <KeptText label={t('fields.name')} value={persona.name} max={200} disabled={readOnly} onText={(name) => set({ name })} />
      <KeptText
        label={t('persona')}
        value={persona.about}
        max={mapLimits.text}
        lines
        disabled={readOnly}
        onText={(text) => set({ about: text })}
      />
      <KeptText
        label={t('fields.goals')}
        value={persona.goals}
        max={mapLimits.text}
        lines
        disabled={readOnly}
        onText={(goals) => set({ goals })}
      />
      <SegmentChoice
        label={t('fields.segment')}
        none={t('fields.noSegment')}
        segmentId={persona.segmentId}
        onSegment={(segmentId) => set({ segmentId })}
      />
      {persona.segmentId === null ? <p className={panel.hint}>{t('personaPart.choose')}</p> : <Numbers segmentId={persona.segmentId} />}
      <KeptText
        label={t('fields.about')}
        value={about}
        max={mapLimits.text}
        lines
        disabled={readOnly}
        onText={(text) => store.act(changed(store.document, [], { about: text }))}
      />
    </div>
  )
}

function Numbers({ segmentId }: { segmentId: number }) {
  const t = useTranslations('maps.personaPart')
  const format = useFormatter()
  const { data, error, refetch } = useQuery(api.maps.persona.queryOptions({ input: { segmentId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading height={120} />
  return (
    <section className={panel.fields} aria-label={t('numbers')}>
      <p className={classes.number}>
        {t('people', { n: data.people, share: format.number(data.ofAll, { style: 'percent', maximumFractionDigits: 1 }) })}
      </p>
      {data.factsMedian !== null && <p className={panel.hint}>{t('facts', { n: data.factsMedian })}</p>}
      <p className={panel.hint}>{t('counted', { n: data.n })}</p>
      <Shares
        title={t('touchpoints')}
        items={data.touchpoints.map((each) => ({ ...each, key: String(each.touchpointId), label: each.name }))}
      />
      <Shares
        title={t('traits')}
        items={data.traits.map((each) => ({ ...each, key: `${each.trait} ${each.value}`, label: `${each.trait}: ${each.value}` }))}
      />
      <Link to="/segments/$segmentId" params={{ segmentId: String(segmentId) }}>
        {t('open')}
      </Link>
    </section>
  )
}

type SharesProps = {
  title: string
  items: (Pick<PersonaNumbers['traits'][number], 'share' | 'low' | 'high'> & { key: string; label: string })[]
}

function Shares({ title, items }: SharesProps) {
  const t = useTranslations('maps.personaPart')
  const format = useFormatter()
  const percent = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 })
  if (items.length === 0) return null
  return (
    <div>
      <h3 className={panel.hint}>{title}</h3>
      <ul className={panel.plain}>
        {items.slice(0, SHOWN_MAX).map(({ key, label, share, low, high }) => (
          <li key={key}>
            <bdi>{label}</bdi>{' '}
            <small className={panel.hint}>{t('share', { share: percent(share), low: percent(low), high: percent(high) })}</small>
            <svg className={panel.shareBar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
              <rect width="100" height="4" className={panel.trough} />
              <rect width={share * 100} height="4" />
            </svg>
          </li>
        ))}
      </ul>
    </div>
  )
}
