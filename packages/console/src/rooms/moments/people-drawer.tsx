import { Drawer, Group } from '@mantine/core'
import type { MomentPart } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SavePeople } from '../sets/save-people.tsx'
import type { Question } from './moment-types.ts'
import { useMoments } from './use-moments.ts'

const PAGE = 100

/** The people behind the number that was opened. */
export function PeopleDrawer({ question }: { question: Question }) {
  const t = useTranslations('moments.people')
  const ui = useTranslations('ui')
  const { search, onSearch } = useMoments()
  const { part } = search
  return (
    <Drawer
      opened={part !== undefined}
      onClose={() => onSearch({ part: undefined })}
      position="right"
      size="lg"
      title={t('title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {part && <People question={question} part={part} />}
    </Drawer>
  )
}

function People({ question, part }: { question: Question; part: MomentPart }) {
  const t = useTranslations('moments.people')
  const list = useInfiniteQuery(
    api.moments.people.infiniteOptions({
      input: (cursor: string | undefined) => ({ question, of: part, limit: PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <Group mb="xs">
        <SavePeople read={(page) => api.moments.people.call({ question, of: part, ...page })} />
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
