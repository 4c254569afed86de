import { MultiSelect, Switch } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Graph, Stage } from './journey-types.ts'
import classes from './journeys.module.css'
import { STAGES_MAX } from './journeys-search.ts'
import { NoJourneys } from './no-journeys.tsx'
import { useDuration } from './use-duration.ts'
import { useJourneys } from './use-journeys.ts'

/** How far journeys get through stages that somebody names, in the order in which they are named. */
export function FunnelPart() {
  const t = useTranslations('journeys.funnel')
  const { question, search, onSearch } = useJourneys()
  const graph = useQuery({ ...api.journeys.graph.queryOptions({ input: { question } }), placeholderData: keepPreviousData })
  if (graph.error && !graph.data) return <Problem error={graph.error} retry={() => void graph.refetch()} />
  if (!graph.data) return <Loading />
  if (graph.data.cases === 0) return <NoJourneys />
  const { stages = [], strict } = search
  return (
    <>
      <MultiSelect
        size="xs"
        label={t('stages')}
        description={t('stagesHint')}
        value={stages}
        data={optionsOf(graph.data, stages)}
        maxValues={STAGES_MAX}
        searchable
        onChange={(next) => onSearch({ stages: next.length > 0 ? next : undefined })}
      />
      <Switch
        size="xs"
        my="sm"
        label={t('strict')}
        checked={strict === true}
        onChange={(event) => onSearch({ strict: event.currentTarget.checked || undefined })}
      />
      {stages.length > 0 ? <Stages graph={graph.data} stages={stages} /> : <NoStages />}
    </>
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

function optionsOf({ nodes }: Graph, stages: string[]) {
  const known = new Set(nodes.map(({ step }) => step))
  const gone = stages.filter((step) => !known.has(step)).map((step) => ({ value: step, label: step }))
  return [...nodes.toSorted((a, b) => b.people - a.people).map(({ step, name }) => ({ value: step, label: name })), ...gone]
}

function Stages({ graph, stages }: { graph: Graph; stages: string[] }) {
  const t = useTranslations('journeys.funnel')
  const { question, search } = useJourneys()
  const funnel = { stages: stages.map((step) => ({ steps: [step], optional: false })), order: search.strict ? ('strict' as const) : ('loose' as const) }
  const { data, error, refetch } = useQuery({ ...api.journeys.funnel.queryOptions({ input: { question, funnel } }), placeholderData: keepPreviousData })
  const columns = useColumns(graph, stages)
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
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

function useColumns(graph: Graph, stages: string[]): Column<Stage & { place: number }>[] {
  const t = useTranslations('journeys')
  const format = useFormatter()
  const duration = useDuration()
  const names = new Map(graph.nodes.map(({ step, name }) => [step, name]))
  const nameOf = (place: number) => names.get(stages[place] ?? '') ?? stages[place] ?? ''
  const percent = (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  return [
    { id: 'stage', title: t('funnel.stage'), width: 220, cell: ({ place }) => <Name>{`${place + 1}. ${nameOf(place)}`}</Name> },
    { id: 'bar', title: t('funnel.picture'), width: 180, cell: ({ ofFirst }) => <Bar share={ofFirst.share ?? 0} /> },
    { id: 'reached', title: t('cases'), width: 150, numeric: true, cell: ({ reached, ofFirst }) => <Share part={reached} of={ofFirst.n} /> },
    { id: 'previous', title: t('funnel.ofPrevious'), width: 160, numeric: true, cell: ({ ofPrevious }) => (ofPrevious.share === null ? '–' : percent(ofPrevious.share)) },
    { id: 'interval', title: t('funnel.interval'), width: 150, numeric: true, cell: ({ ofPrevious: { n, low, high } }) => (n === 0 ? '–' : t('funnel.fromTo', { low: percent(low), high: percent(high) })) },
    { id: 'dropped', title: t('funnel.dropped'), width: 120, numeric: true, cell: ({ dropped }) => format.number(dropped) },
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
