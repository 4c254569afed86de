import { Box } from '@mantine/core'
import type { JourneyPart } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Sankey } from './journey-types.ts'
import classes from './journeys.module.css'
import { NoJourneys } from './no-journeys.tsx'
import { placeSankey } from './sankey-places.ts'
import { useJourneys } from './use-journeys.ts'

/** Journeys unrolled step by step: where they go, and where they end. */
export function SankeyPart() {
  const { question } = useJourneys()
  const { data, error, refetch } = useQuery({
    ...api.journeys.sankey.queryOptions({ input: { question } }),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.cases === 0) return <NoJourneys />
  return (
    <>
      <Picture sankey={data} />
      <Table sankey={data} />
    </>
  )
}

function Picture({ sankey }: { sankey: Sankey }) {
  const t = useTranslations('journeys.sankey')
  const format = useFormatter()
  const { width, height, nodes, links } = placeSankey(sankey)
  const nameOf = (place: number) => sankey.nodes[place]!.name || t('others')
  return (
    <Box component="section" className={classes.canvas} tabIndex={0} aria-label={t('canvas')}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('summary', { cases: sankey.cases })}>
        {links.map(({ from, to, path, thick, cases }) => (
          <path key={`${from} ${to}`} d={path} strokeWidth={thick} className={classes.flow}>
            <title>{t('link', { from: nameOf(from), to: nameOf(to), cases })}</title>
          </path>
        ))}
        {nodes.map(({ x, y, height: tall, width: wide }, place) => (
          <g key={`${x} ${y}`} className={classes.stop}>
            <title>{t('node', { name: nameOf(place), cases: sankey.nodes[place]!.cases, ended: sankey.nodes[place]!.ended })}</title>
            <rect x={x} y={y} width={wide} height={tall} />
            <text x={x + wide + 5} y={y + Math.min(tall / 2 + 4, 14)}>
              {`${nameOf(place).slice(0, 24)} · ${format.number(sankey.nodes[place]!.cases)}`}
            </text>
          </g>
        ))}
      </svg>
    </Box>
  )
} // prettier-ignore

function Table({ sankey }: { sankey: Sankey }) {
  const t = useTranslations('journeys')
  const { search } = useJourneys()
  return (
    <DataTable
      label={t('tabs.sankey')}
      columns={[
        { id: 'step', title: t('step'), width: 260, cell: ({ place, name }) => <Name>{`${place}. ${name || t('sankey.others')}`}</Name> },
        { id: 'cases', title: t('cases'), width: 150, numeric: true, cell: ({ cases }) => <Share part={cases} of={sankey.cases} /> },
        { id: 'ended', title: t('sankey.ended'), width: 150, numeric: true, cell: ({ ended, cases }) => <Share part={ended} of={cases} /> },
      ]}
      rows={sankey.nodes}
      rowKey={({ place, step }) => JSON.stringify([place, step])}
      link={({ place, step }) => ({ to: '/journeys', search: { ...search, part: partOf(sankey, place, step) } })}
      empty={<NoJourneys />}
    />
  )
}

/** Whom a node counts; others are those who are in none of the place's own. */
function partOf({ nodes }: Sankey, place: number, step: string | null): JourneyPart {
  if (step !== null) return { place, step }
  return { place, except: nodes.flatMap((node) => (node.place === place && node.step !== null ? [node.step] : [])) }
}
