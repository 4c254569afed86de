import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { SetMember, UploadedSet } from './set-types.ts'

const PAGE = 100

/** Those in it who are known, each by one of their identifiers. */
export function PeoplePart({ set: { setId, size } }: { set: UploadedSet }) {
  const t = useTranslations('sets.people')
  const columns = useColumns()
  const list = useInfiniteQuery(
    api.sets.members.infiniteOptions({
      input: (cursor: string | undefined) => ({ setId, limit: PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
      rowKey={({ profileId }) => profileId}
      link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      loading={list.isPending}
      empty={size === 0 ? <EmptySet setId={setId} /> : <NobodyKnown />}
    />
  )
}

function EmptySet({ setId }: { setId: number }) {
  const t = useTranslations('sets.people')
  const { may } = useMe()
  return (
    <Notice title={t('empty')}>
      <NoticeText>{t('emptyHint')}</NoticeText>
      {may('segments.manage') && (
        <Button
          size="xs"
          renderRoot={(props) => <Link to="/sets/$setId" params={{ setId: String(setId) }} search={{ tab: 'add' }} {...props} />}
        >
          {t('fill')}
        </Button>
      )}
    </Notice>
  )
}

function NobodyKnown() {
  const t = useTranslations('sets.people')
  return (
    <Notice title={t('unknown')}>
      <NoticeText>{t('unknownHint')}</NoticeText>
    </Notice>
  )
}

function useColumns(): Column<SetMember>[] {
  const t = useTranslations('sets.people')
  return [
    { id: 'person', title: t('person'), width: 240, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
    { id: 'by', title: t('by'), width: 280, cell: ({ by }) => <Name>{`${by.kind}: ${by.value}`}</Name> },
    { id: 'added', title: t('added'), width: 170, cell: ({ addedAt }) => <Moment at={addedAt} /> },
    { id: 'lastSeen', title: t('lastSeen'), width: 150, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
  ]
}
