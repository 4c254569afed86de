import { Button } from '@mantine/core'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api as contract } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column, Sort } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { COLUMNS_AT_FIRST, peopleInput } from './people-search.ts'
import type { PeopleSearch } from './people-search.ts'
import { TraitText } from './trait-value.tsx'
import { LookedStatus } from './people-count.tsx'

type Person = InferContractRouterOutputs<typeof contract>['profiles']['list']['items'][number]

const PAGE = 100

type PeopleTableProps = { search: PeopleSearch; onSort: (sort: PeopleSearch) => void; isNarrow: boolean; clear: () => void }

/** The people of the list, page after page as the end comes into sight. */
export function PeopleTable({ search, onSort, isNarrow, clear }: PeopleTableProps) {
  const t = useTranslations('customers')
  const { traits, list, rows, looked } = usePeople(search)
  const columns = useColumns(traits)
  if (list.error && rows.length === 0) return <Problem error={list.error} retry={() => void list.refetch()} />
  const load = () => void list.fetchNextPage()
  const isSearching = rows.length === 0 && list.hasNextPage
  return (
    <>
      {looked > 0 && list.hasNextPage && <LookedStatus looked={looked} found={rows.length} />}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ profileId }) => profileId}
        link={({ profileId }) => ({ to: '/profiles/$profileId', params: { profileId } })}
        sort={sortOf(search)}
        onSort={({ by, down }) => onSort({ sort: by as NonNullable<PeopleSearch['sort']>, order: down ? 'desc' : 'asc' })}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load }}
        loading={list.isPending || isSearching}
        empty={isNarrow ? <NobodyMeant clear={clear} /> : <NobodyYet />}
      />
      {isSearching && <KeepLooking load={load} loading={list.isFetchingNextPage} />}
    </>
  )
}

function usePeople(search: PeopleSearch) {
  const traits = search.columns ?? COLUMNS_AT_FIRST
  const list = useInfiniteQuery(
    api.profiles.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...peopleInput(search),
        columns: traits,
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const pages = list.data?.pages ?? []
  const looked = pages.reduce((sum, page) => sum + (page.looked ?? 0), 0)
  return { traits, list, rows: pages.flatMap(({ items }) => items), looked }
}

function sortOf({ sort = 'lastSeen', order }: PeopleSearch): Sort {
  return { by: sort, down: (order ?? (sort === 'name' ? 'asc' : 'desc')) === 'desc' }
}

function useColumns(traits: string[]): Column<Person>[] {
  const t = useTranslations('customers')
  return [
    { id: 'name', title: t('person'), width: 220, sortable: true, cell: ({ name, head }) => <Name>{name ?? head.value}</Name> },
    ...traits.map((key): Column<Person> => {
      return { id: `trait:${key}`, title: key, width: 150, sortable: true, cell: (person) => <TraitText value={person.traits[key]} /> }
    }),
    { id: 'facts', title: t('facts'), width: 90, numeric: true, sortable: true, cell: ({ facts }) => <Count of={facts} /> },
    { id: 'firstSeen', title: t('firstSeen'), width: 150, sortable: true, cell: ({ firstSeen }) => <Moment at={firstSeen} /> },
    { id: 'lastSeen', title: t('lastSeen'), width: 150, sortable: true, cell: ({ lastSeen }) => <Moment at={lastSeen} as="ago" /> },
  ]
}

function KeepLooking({ load, loading }: { load: () => void; loading: boolean }) {
  const t = useTranslations('customers')
  return (
    <Button mt="sm" size="xs" variant="default" loading={loading} onClick={load}>
      {t('lookOn')}
    </Button>
  )
}

function NobodyMeant({ clear }: { clear: () => void }) {
  const t = useTranslations('customers')
  return (
    <Notice title={t('nobodyMeant')}>
      <NoticeText>{t('nobodyMeantHint')}</NoticeText>
      <Button size="xs" variant="default" onClick={clear}>
        {t('showAll')}
      </Button>
    </Notice>
  )
}

function NobodyYet() {
  const t = useTranslations('customers')
  return (
    <Notice title={t('nobodyYet')}>
      <NoticeText>{t('nobodyYetHint')}</NoticeText>
      <Button size="xs" variant="default" renderRoot={(props) => <Link to="/live" {...props} />}>
        {t('toLive')}
      </Button>
    </Notice>
  )
}
