import { Drawer, Group } from '@mantine/core'
import type { GapKey } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SavePeople } from '../sets/save-people.tsx'
import { useGaps } from './use-gaps.ts'

const PAGE = 100

/** The people whose journeys have the gap that was opened. */
export function PeopleDrawer() {
  const t = useTranslations('gaps.drawer')
  const ui = useTranslations('ui')
  const { search, onSearch } = useGaps()
  const { gap } = search
  return (
    <Drawer
      opened={gap !== undefined}
      onClose={() => onSearch({ gap: undefined })}
      position="right"
      size="lg"
      title={t('title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {gap && <People gap={gap} />}
    </Drawer>
  )
}

function People({ gap }: { gap: GapKey }) {
  const t = useTranslations('gaps.drawer')
  const { asked } = useGaps()
  const list = useInfiniteQuery(
    api.gaps.people.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...asked, gap, limit: PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <Group mb="xs">
        <SavePeople read={(page) => api.gaps.people.call({ ...asked, gap, ...page })} />
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
