import { NumberInput, Switch } from '@mantine/core'
import type { JourneyFunnel } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { FunnelStages } from './funnel-stages.tsx'
import type { Stage } from './journey-types.ts'
import classes from './journeys.module.css'
import type { FunnelStage, JourneysSearch } from './journeys-search.ts'
import { NoJourneys } from './no-journeys.tsx'
import { useDuration } from './use-duration.ts'
import { useJourneys } from './use-journeys.ts'
import { useSteps } from './use-steps.ts'

/** How far journeys get through stages that somebody names, in the order in which they are named. */
export function FunnelPart() {
  const { search, onSearch } = useJourneys()
  const { stages = [] } = search
  const asked = stages.filter(({ steps }) => steps.length > 0)
  return (
    <>
      <FunnelStages stages={stages} onStages={(next) => onSearch({ stages: next.length > 0 ? next : undefined })} />
      <Order />
      {asked.length > 0 ? <Stages stages={asked} /> : <NoStages />}
    </>
  )
}

/** Whether anything may come between two stages, and how long all may take. */
function Order() {
  const t = useTranslations('journeys.funnel')
  const { search, onSearch } = useJourneys()
  const { strict, within } = search
  return (
    <div className={classes.controls}>
      <Switch
        size="xs"
        label={t('strict')}
        checked={strict === true}
        onChange={(event) => onSearch({ strict: event.currentTarget.checked || undefined })}
      />
      <NumberInput
        size="xs"
        w={200}
        aria-label={t('within')}
        placeholder={t('within')}
        suffix={t('withinDays')}
        min={1}
        max={3650}
        value={within ?? ''}
        onChange={(days) => onSearch({ within: typeof days === 'number' && days >= 1 ? days : undefined })}
      />
    </div>
  )
}

function NoStages() {
  const t = useTranslations('journeys.funnel')
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
    </Notice>
  )
}

function Stages({ stages }: { stages: FunnelStage[] }) {
  const t = useTranslations('journeys.funnel')
  const { question, search } = useJourneys()
  const funnel = funnelOf(stages, search)
  const { data, error, refetch } = useQuery({ ...api.journeys.funnel.queryOptions({ input: { question, funnel } }), placeholderData: keepPreviousData })
  const columns = useColumns(stages)
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.cases === 0) return <NoJourneys />
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={data.stages.map((stage, place) => ({ ...stage, place }))}
      rowKey={({ place }) => String(place)}
      link={({ place }) => ({ to: '/journeys', search: { ...search, part: { funnel, stage: place, dropped: false } } })}
      empty={<NoStages />}
    />
  )
} // prettier-ignore

function funnelOf(stages: FunnelStage[], { strict, within }: JourneysSearch): JourneyFunnel {
  return {
    stages: stages.map(({ steps, optional }, place) => ({ steps, optional: place > 0 && optional === true })),
    order: strict ? 'strict' : 'loose',
    ...(within !== undefined && { within: { n: within, unit: 'days' } }),
  }
}

function useColumns(stages: FunnelStage[]): Column<Stage & { place: number }>[] {
  const t = useTranslations('journeys')
  const format = useFormatter()
  const duration = useDuration()
  const { search } = useJourneys()
  const names = new Map(useSteps().map(({ value, label }) => [value, label]))
  const nameOf = (place: number) => (stages[place]?.steps ?? []).map((step) => names.get(step) ?? step).join(t('funnel.orBetween'))
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  return [
    { id: 'stage', title: t('funnel.stage'), width: 220, cell: ({ place }) => <Name>{`${place + 1}. ${nameOf(place)}`}</Name> },
    { id: 'bar', title: t('funnel.picture'), width: 180, cell: ({ ofFirst }) => <Bar share={ofFirst.share ?? 0} /> },
    { id: 'reached', title: t('cases'), width: 150, numeric: true, cell: ({ reached, ofFirst }) => <Share part={reached} of={ofFirst.n} /> },
    { id: 'previous', title: t('funnel.ofPrevious'), width: 160, numeric: true, cell: ({ ofPrevious }) => (ofPrevious.share === null ? '–' : percent(ofPrevious.share)) },
    { id: 'interval', title: t('funnel.interval'), width: 150, numeric: true, cell: ({ ofPrevious: { n, low, high } }) => (n === 0 ? '–' : t('funnel.fromTo', { low: percent(low), high: percent(high) })) },
    { id: 'dropped', title: t('funnel.dropped'), width: 120, numeric: true, cell: ({ dropped, place }) => (dropped === 0 ? '0' : <Link to="/journeys" search={{ ...search, part: { funnel: funnelOf(stages, search), stage: place, dropped: true } }}>{format.number(dropped)}</Link>) },
    { id: 'median', title: t('funnel.median'), width: 150, numeric: true, cell: ({ fromPrevious, place }) => (place === 0 ? '–' : duration(fromPrevious.median_ms)) },
  ]
} // prettier-ignore

/** The share once more, for the eye. */
function Bar({ share }: { share: number }) {
  return (
    <svg className={classes.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect width={100} height={10} className={classes.trough} />
      <rect width={100 * share} height={10} />
    </svg>
  )
}
