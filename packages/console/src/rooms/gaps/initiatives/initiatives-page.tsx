import { Button, NativeSelect } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { InitiativeState } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { useMe } from '../../../shell/me.ts'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { Notice, NoticeText } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { initiativeStates } from '../gaps-search.ts'
import type { InitiativesSearch } from '../gaps-search.ts'
import { InitiativeTable } from './initiative-table.tsx'
import type { Initiative } from './initiative-types.ts'

const PAGE = 50

/** `/initiatives`: what is done about gaps, the ones changed last first. */
export function InitiativesPage() {
  const t = useTranslations('gaps')
  const { may } = useMe()
  const { state }: InitiativesSearch = useSearch({ from: '/initiatives' })
  const navigate = useNavigate({ from: '/initiatives' })
  return (
    <>
      <PageHeader title={t('initiatives.title')} lead={t('initiatives.lead')}>
        {may('maps.manage') && (
          <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} renderRoot={(props) => <Link to="/initiatives/new" {...props} />}>
            {t('bridge.create')}
          </Button>
        )}
      </PageHeader>
      <FilterBar>
        <NativeSelect
          size="xs"
          aria-label={t('initiatives.state')}
          value={state ?? ''}
          data={[{ value: '', label: t('initiatives.anyState') }, ...initiativeStates.map((value) => ({ value: value as string, label: t(`initiatives.states.${value}`) }))]}
          onChange={(event) => void navigate({ search: { state: (event.currentTarget.value || undefined) as InitiativeState | undefined }, replace: true })}
        />
      </FilterBar>
      <List state={state} />
    </>
  )
} // prettier-ignore

function List({ state }: InitiativesSearch) {
  const t = useTranslations('gaps.initiatives')
  const list = useInfiniteQuery(
    api.initiatives.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: PAGE, ...(state && { state }), ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  const empty = (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
    </Notice>
  )
  return (
    <InitiativeTable
      initiatives={(list.data?.pages.flatMap(({ items }) => items) ?? []) as Initiative[]}
      loading={list.isPending}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      empty={empty}
    />
  )
}
