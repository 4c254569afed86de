import { Slider, Switch } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Problem } from '../../ui/problem.tsx'
import { GraphTables } from './graph-tables.tsx'
import type { Graph } from './journey-types.ts'
import classes from './journeys.module.css'
import { USUAL_DETAIL } from './journeys-search.ts'
import { LivingGraph } from './living-graph.tsx'
import { NoJourneys } from './no-journeys.tsx'
import { shownGraph } from './shown-graph.ts'
import { Standing } from './standing.tsx'
import { useJourneys } from './use-journeys.ts'

/** What follows what, as a picture or as tables. */
export function GraphPart() {
  const { question } = useJourneys()
  const { data, error, refetch } = useQuery({
    ...api.journeys.graph.queryOptions({ input: { question } }),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.cases === 0) return <NoJourneys />
  return <OneGraph graph={data} />
}

function OneGraph({ graph }: { graph: Graph }) {
  const t = useTranslations('journeys.graph')
  const { search, onSearch } = useJourneys()
  const detail = search.detail ?? USUAL_DETAIL
  const shown = useMemo(() => shownGraph(graph, detail / 100), [graph, detail])
  return (
    <>
      <Standing graph={graph} />
      <div className={classes.controls}>
        <Detail key={detail} detail={detail} onDetail={(next) => onSearch({ detail: next })} />
        <Switch
          size="xs"
          label={t('asTable')}
          checked={search.table === true}
          onChange={(event) => onSearch({ table: event.currentTarget.checked || undefined })}
        />
      </div>
      <output className={classes.note}>{shown.hidden.nodes + shown.hidden.edges > 0 ? t('hidden', shown.hidden) : t('allShown')}</output>
      {search.table ? <GraphTables graph={graph} shown={shown} /> : <LivingGraph graph={graph} shown={shown} />}
    </>
  )
}

/** How much is drawn, by how many of the people do it. */
function Detail({ detail, onDetail }: { detail: number; onDetail: (detail: number) => void }) {
  const t = useTranslations('journeys.graph')
  const [value, setValue] = useState(detail)
  return (
    <div className={classes.detail}>
      <span>{t('detail', { n: value })}</span>
      <Slider
        size="sm"
        thumbLabel={t('detailLabel')}
        label={null}
        min={0}
        max={50}
        value={value}
        onChange={setValue}
        onChangeEnd={onDetail}
      />
    </div>
  )
}
