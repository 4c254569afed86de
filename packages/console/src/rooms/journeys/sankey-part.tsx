import { Box } from '@mantine/core'
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
import { useOpens } from './use-opens.ts'

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
  const opens = useOpens()
  const { width, height, nodes, links } = placeSankey(sankey)
  const nameOf = (place: number) => sankey.nodes[place]!.name || t('others')
  return (
    <Box component="section" className={classes.canvas} tabIndex={0} aria-label={t('summary', { cases: sankey.cases })}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {links.map(({ from, to, path, thick, cases }) => (
          <path key={`${from} ${to}`} d={path} strokeWidth={thick} className={classes.flow} {...opens(linkPart(sankey, from, to))}>
            <title>{t('link', { from: nameOf(from), to: nameOf(to), cases })}</title>
          </path>
        ))}
        {nodes.map(({ x, y, height: tall, width: wide }, place) => (
          <g key={`${x} ${y}`} className={classes.stop} {...opens(nodePart(sankey, sankey.nodes[place]!))}>
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
      link={(node) => ({ to: '/journeys', search: { ...search, part: nodePart(sankey, node) } })}
      empty={<NoJourneys />}
    />
  )
}

type Node = Sankey['nodes'][number]

/** Whom a node counts; others are those who are in none of the place's own. */
function nodePart(sankey: Sankey, node: Node) {
  return { place: node.place, ...atNode(sankey, node) }
}

function linkPart(sankey: Sankey, from: number, to: number) {
  return { ...nodePart(sankey, sankey.nodes[from]!), next: atNode(sankey, sankey.nodes[to]!) }
}

function atNode({ nodes }: Sankey, { place, step }: Node) {
  if (step !== null) return { step }
  return { except: nodes.flatMap((node) => (node.place === place && node.step !== null ? [node.step] : [])) }
}
