import { Drawer, Group } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { DataTable } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SavePeople } from './save-people.tsx'

const PAGE = 100

type Person = { profileId: string; name: string | null; head: { kind: string; value: string }; lastSeen: string }
type Page = { limit: number; cursor?: string }

/** Who is behind a number: `about` tells this number from all others, in words for the cache. */
export type Behind = { about: unknown; read: (page: Page) => Promise<{ items: Person[]; next: string | null }> }

/** The people behind the number that was opened, to be looked at, gone to and saved. */
export function PeopleBehind({ behind, onClose }: { behind: Behind | undefined; onClose: () => void }) {
  const t = useTranslations('sets.behind')
  const ui = useTranslations('ui')
  return (
    <Drawer opened={behind !== undefined} onClose={onClose} position="right" size="lg" title={t('title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      {behind && <People behind={behind} />}
    </Drawer>
  )
} // prettier-ignore

function People({ behind: { about, read } }: { behind: Behind }) {
  const t = useTranslations('sets.behind')
  const list = useInfiniteQuery({
    queryKey: ['people behind', about],
    queryFn: ({ pageParam }) => read({ limit: PAGE, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <Group mb="xs">
        <SavePeople read={read} />
      </Group>
      <DataTable
        label={t('title')}
        columns={[
          { id: 'person', title: t('person'), width: 240, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
          { id: 'lastSeen', title: t('lastSeen'), width: 150, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
        ]}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ profileId }) => profileId}
        link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        loading={list.isPending}
        empty={<Notice title={t('none')} />}
      />
    </>
  )
}
