import { Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Count, Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Graph, GraphEdge, GraphNode } from './journey-types.ts'
import type { JourneysSearch } from './journeys-search.ts'
import type { ShownGraph } from './shown-graph.ts'
import { useDuration } from './use-duration.ts'
import { useJourneys } from './use-journeys.ts'

/** The picture in words and numbers: its steps, and what follows what. */
export function GraphTables({ graph, shown }: { graph: Graph; shown: ShownGraph }) {
  const t = useTranslations('journeys.graph')
  const { search } = useJourneys()
  const link = (part: JourneysSearch['part']) => ({ to: '/journeys', search: { ...search, part } })
  return (
    <>
      <Title order={2} size="h5" mb="xs">
        {t('passages')}
      </Title>
      <DataTable
        label={t('passages')}
        columns={useEdgeColumns(graph)}
        rows={shown.edges}
        rowKey={({ from, to }) => JSON.stringify([from, to])}
        link={({ from, to }) => link({ from, to })}
        empty={<Notice title={t('noPassages')} />}
      />
      <Title order={2} size="h5" mt="lg" mb="xs">
        {t('steps')}
      </Title>
      <DataTable
        label={t('steps')}
        columns={useNodeColumns(graph)}
        rows={shown.nodes}
        rowKey={({ step }) => step}
        link={({ step }) => link({ step })}
        empty={<Notice title={t('noPassages')} />}
      />
    </>
  )
}

function useEdgeColumns(graph: Graph): Column<GraphEdge>[] {
  const t = useTranslations('journeys')
  const duration = useDuration()
  const names = new Map(graph.nodes.map(({ step, name }) => [step, name]))
  return [
    { id: 'passage', title: t('passage'), width: 340, cell: ({ from, to }) => <Name>{`${names.get(from)} → ${names.get(to)}`}</Name> },
    { id: 'people', title: t('people'), width: 150, numeric: true, cell: ({ people }) => <Share part={people} of={graph.people} /> },
    { id: 'count', title: t('times'), width: 110, numeric: true, cell: ({ count }) => <Count of={count} /> },
    { id: 'cases', title: t('cases'), width: 110, numeric: true, cell: ({ cases }) => <Count of={cases} /> },
    { id: 'median', title: t('median'), width: 130, numeric: true, cell: ({ durations }) => duration(durations.median_ms) },
    { id: 'p90', title: t('p90'), width: 150, numeric: true, cell: ({ durations }) => duration(durations.p90_ms) },
  ]
}

function useNodeColumns(graph: Graph): Column<GraphNode>[] {
  const t = useTranslations('journeys')
  return [
    { id: 'step', title: t('step'), width: 240, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'people', title: t('people'), width: 150, numeric: true, cell: ({ people }) => <Share part={people} of={graph.people} /> },
    { id: 'events', title: t('times'), width: 110, numeric: true, cell: ({ events }) => <Count of={events} /> },
    { id: 'starts', title: t('starts'), width: 130, numeric: true, cell: ({ starts }) => <Count of={starts} /> },
    { id: 'ends', title: t('ends'), width: 130, numeric: true, cell: ({ ends }) => <Count of={ends} /> },
    { id: 'rework', title: t('rework'), width: 150, numeric: true, cell: ({ reworkCases }) => <Count of={reworkCases} /> },
  ]
}
