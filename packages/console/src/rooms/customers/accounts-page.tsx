import type { InferContractRouterOutputs } from '@orpc/contract'
import type { api as contract } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'

type Account = InferContractRouterOutputs<typeof contract>['accounts']['list']['items'][number]

const PAGE = 50

/** `/accounts`: companies and households, by id. */
export function AccountsPage() {
  const t = useTranslations('customers')
  const { search } = useSearch({ from: '/accounts' })
  const navigate = useNavigate({ from: '/accounts' })
  const change = (text: string) => void navigate({ search: { search: text === '' ? undefined : text } })
  const list = useInfiniteQuery(
    api.accounts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: PAGE,
        ...(search !== undefined && { search }),
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const columns = useColumns()
  const none = (
    <Notice title={t('account.none')}>
      <NoticeText>{t('account.noneHint')}</NoticeText>
    </Notice>
  )
  return (
    <>
      <PageHeader title={t('account.title')} lead={t('account.lead')} />
      <FilterBar clear={search === undefined ? undefined : () => change('')}>
        <DelayedInput label={t('account.search')} value={search} onValue={change} width={240} />
      </FilterBar>
      {list.error && !list.data ? (
        <Problem error={list.error} retry={() => void list.refetch()} />
      ) : (
        <DataTable
          label={t('account.title')}
          columns={columns}
          rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
          rowKey={({ accountId }) => accountId}
          link={({ accountId }) => ({ to: '/accounts/$accountId', params: { accountId } })}
          more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
          loading={list.isPending}
          empty={none}
        />
      )}
    </>
  )
}

function useColumns(): Column<Account>[] {
  const t = useTranslations('customers')
  return [
    { id: 'account', title: t('account.id'), width: 260, cell: (account) => <Name>{nameOf(account)}</Name> },
    { id: 'members', title: t('account.members'), width: 100, numeric: true, cell: ({ members }) => <Count of={members} /> },
    { id: 'facts', title: t('facts'), width: 100, numeric: true, cell: ({ facts }) => <Count of={facts} /> },
    { id: 'firstSeen', title: t('firstSeen'), width: 160, cell: ({ firstSeen }) => firstSeen && <Moment at={firstSeen} /> },
    { id: 'lastSeen', title: t('lastSeen'), width: 160, cell: ({ lastSeen }) => lastSeen && <Moment at={lastSeen} as="ago" /> },
  ]
}

function nameOf({ accountId, traits }: Account): string {
  const name = traits.find(({ key }) => key === 'name')?.value
  return typeof name === 'string' && name !== '' ? `${name} · ${accountId}` : accountId
}
