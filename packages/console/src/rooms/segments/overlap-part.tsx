import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count, Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Overlap, Segment } from './segment-types.ts'

/** How many of its people are in each other segment as well. */
export function OverlapPart({ segment: { segmentId, size } }: { segment: Segment }) {
  const t = useTranslations('segments.overlap')
  const { data, error, isPending, refetch } = useQuery(api.segments.overlap.queryOptions({ input: { segmentId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  const columns: Column<Overlap>[] = [
    { id: 'name', title: t('other'), width: 260, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'size', title: t('size'), width: 110, numeric: true, cell: (other) => <Count of={other.size} /> },
    { id: 'both', title: t('both'), width: 110, numeric: true, cell: ({ both }) => <Count of={both} /> },
    { id: 'share', title: t('ofThis'), width: 180, numeric: true, cell: ({ both }) => <Share part={both} of={size} /> },
    { id: 'ofOther', title: t('ofOther'), width: 180, numeric: true, cell: (other) => <Share part={other.both} of={other.size} /> },
  ]
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={(data?.items ?? []).toSorted((a, b) => b.both - a.both)}
      rowKey={(other) => String(other.segmentId)}
      link={(other) => ({ to: '/segments/$segmentId', params: { segmentId: String(other.segmentId) } })}
      loading={isPending}
      empty={<Notice title={t('none')} />}
    />
  )
}
