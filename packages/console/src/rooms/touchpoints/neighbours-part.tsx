import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count, Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Neighbours } from './touchpoint-types.ts'
import classes from './touchpoints.module.css'

type Neighbour = Neighbours['before'][number]
type Side = 'before' | 'after'

/** What the same people met right before and after. */
export function NeighboursPart({ touchpointId, days }: { touchpointId: number; days: number }) {
  const t = useTranslations('touchpoints.neighbours')
  const { data, error, refetch } = useQuery(api.touchpoints.neighbours.queryOptions({ input: { touchpointId, days } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.visits === 0) return <Notice title={t('none')} />
  return (
    <>
      <p className={classes.hint}>{t('lead', { visits: data.visits, people: data.people })}</p>
      <div className={classes.sides}>
        {(['before', 'after'] as const).map((side) => (
          <div key={side}>
            <h2 className={classes.heading}>{t(side)}</h2>
            <Side side={side} neighbours={data} />
          </div>
        ))}
      </div>
    </>
  )
}

function Side({ side, neighbours }: { side: Side; neighbours: Neighbours }) {
  const t = useTranslations('touchpoints.neighbours')
  const list = useQuery(api.touchpoints.list.queryOptions())
  const names = new Map(list.data?.items.map(({ touchpointId, name }) => [touchpointId, name]))
  const nameOf = ({ touchpointId }: Neighbour) =>
    touchpointId === null ? t(side === 'before' ? 'nothingBefore' : 'nothingAfter') : (names.get(touchpointId) ?? '…')
  const columns: Column<Neighbour>[] = [
    { id: 'touchpoint', title: t('touchpoint'), width: 190, cell: (row) => <Linked touchpointId={row.touchpointId} name={nameOf(row)} /> },
    { id: 'share', title: t('share'), width: 130, numeric: true, cell: ({ facts }) => <Share part={facts} of={neighbours.visits} /> },
    { id: 'people', title: t('people'), width: 80, numeric: true, cell: ({ people }) => <Count of={people} /> },
  ]
  return (
    <DataTable
      label={t(side)}
      columns={columns}
      rows={neighbours[side]}
      rowKey={({ touchpointId }) => String(touchpointId)}
      empty={<Notice title={t('none')} />}
    />
  )
}

function Linked({ touchpointId, name }: { touchpointId: number | null; name: string }) {
  if (touchpointId === null) return <Name>{name}</Name>
  return (
    <Link to="/touchpoints/$touchpointId" params={{ touchpointId: String(touchpointId) }} search={{ tab: 'neighbours' }}>
      <Name>{name}</Name>
    </Link>
  )
}
