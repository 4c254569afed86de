import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Member } from './segment-types.ts'
import { useBecause } from './use-because.ts'

const PAGE = 100

/** Who is in, since when, and because of what; the newest first. */
export function MembersPart({ segmentId }: { segmentId: number }) {
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
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <DataTable
      label={t('members.title')}
      columns={columns}
      rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
      rowKey={({ profileId }) => profileId}
      link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      loading={list.isPending}
      empty={
        <Notice title={t('members.none')}>
          <NoticeText>{t('members.noneHint')}</NoticeText>
        </Notice>
      }
    />
  )
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
