import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Member, Segment } from './segment-types.ts'
import { useBecause } from './use-because.ts'

const PAGE = 100

/** Who is in, since when, and because of what; the newest first. */
export function MembersPart({ segment: { segmentId, state, size } }: { segment: Segment }) {
  const t = useTranslations('segments')
  const columns = useColumns()
  const list = useInfiniteQuery(
    api.segments.members.infiniteOptions({
      input: (cursor: string | undefined) => ({ segmentId, limit: PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  useChanged(`${state} ${size}`, list.refetch)
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <DataTable
      label={t('members.title')}
      columns={columns}
      rows={rows}
      rowKey={({ profileId }) => profileId}
      link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      loading={list.isPending || (list.isFetching && rows.length === 0)}
      empty={
        <Notice title={t(state === 'filling' ? 'members.filling' : 'members.none')}>
          <NoticeText>{t(state === 'filling' ? 'members.fillingHint' : 'members.noneHint')}</NoticeText>
        </Notice>
      }
    />
  )
}

/** Looks again when the segment is known to have changed: the list says what the figures above it say. */
function useChanged(now: string, look: () => unknown): void {
  const seen = useRef(now)
  useEffect(() => {
    if (seen.current === now) return
    seen.current = now
    look()
  }, [now, look])
}

function useColumns(): Column<Member>[] {
  const t = useTranslations('segments')
  const because = useBecause()
  return [
    { id: 'person', title: t('members.person'), width: 240, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
    { id: 'since', title: t('members.since'), width: 170, cell: ({ since }) => <Moment at={since} /> },
    { id: 'because', title: t('members.because'), width: 280, cell: (member) => <Name>{because(member.because)}</Name> },
    { id: 'lastSeen', title: t('members.lastSeen'), width: 150, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
  ]
}
