import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
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
import { UsedBy } from '../traits/used-by.tsx'
import { PeopleCount } from './people-count.tsx'
import { SetForm } from './set-form.tsx'
import type { UploadedSet } from './set-types.ts'
import type { SetsSearch } from './sets-search.ts'

/** `/sets`: lists of people that somebody brought along. */
export function SetsPage() {
  const t = useTranslations('sets')
  const { q, fresh }: SetsSearch = useSearch({ from: '/sets' })
  const navigate = useNavigate({ from: '/sets' })
  const { may } = useMe()
  const list = useQuery(api.sets.list.queryOptions())
  const columns = useColumns()
  useAction('new-set', t('create'), () => void navigate({ search: { fresh: true } }))
  const search = (text: string) => void navigate({ search: { q: text === '' ? undefined : text }, replace: true })
  const all = list.data?.items ?? []
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {may('segments.manage') && <CreateLink />}
      </PageHeader>
      {all.length > 0 && (
        <FilterBar clear={q === undefined ? undefined : () => search('')}>
          <DelayedInput label={t('search')} value={q} onValue={search} width={240} />
        </FilterBar>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={all.filter(({ name, description }) => q === undefined || `${name} ${description}`.toLowerCase().includes(q.toLowerCase()))}
        rowKey={({ setId }) => String(setId)}
        link={({ setId }) => ({ to: '/sets/$setId', params: { setId: String(setId) } })}
        loading={list.isPending}
        empty={all.length > 0 ? <Notice title={t('noneFound')} /> : <NoSets />}
      />
      {fresh && may('segments.manage') && <SetForm onClose={() => void navigate({ search: { q } })} />}
    </>
  )
}

function CreateLink() {
  const t = useTranslations('sets')
  return (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/sets" search={{ fresh: true }} {...props} />}
    >
      {t('create')}
    </Button>
  )
}

function NoSets() {
  const t = useTranslations('sets')
  const { may } = useMe()
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      {may('segments.manage') && <CreateLink />}
    </Notice>
  )
}

function useColumns(): Column<UploadedSet>[] {
  const t = useTranslations('sets')
  return [
    { id: 'name', title: t('name'), width: 260, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'size', title: t('size'), width: 110, numeric: true, cell: ({ size }) => <Count of={size} /> },
    { id: 'people', title: t('known'), width: 130, numeric: true, cell: ({ people }) => <PeopleCount people={people} /> },
    { id: 'usedBy', title: t('usedBy'), width: 200, cell: ({ usedBy }) => <UsedBy users={usedBy} /> },
    { id: 'changedAt', title: t('changed'), width: 140, cell: ({ changedAt }) => <Moment at={changedAt} as="ago" /> },
    { id: 'changedBy', title: t('by'), width: 160, cell: ({ changedBy }) => <Name>{changedBy}</Name> },
  ]
}
