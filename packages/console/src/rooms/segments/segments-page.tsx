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
import { examples } from './examples.ts'
import { SegmentState } from './segment-state.tsx'
import type { Segment } from './segment-types.ts'
import type { SegmentsSearch } from './segments-search.ts'
import classes from './segments.module.css'

const FILLING_MS = 2_000
const OTHERWISE_MS = 15_000

/** `/segments`: groups of people, and how big each is now. */
export function SegmentsPage() {
  const t = useTranslations('segments')
  const { q }: SegmentsSearch = useSearch({ from: '/segments' })
  const navigate = useNavigate({ from: '/segments' })
  const { may } = useMe()
  const list = useQuery({
    ...api.segments.list.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.items.some((each) => each.state === 'filling') ? FILLING_MS : OTHERWISE_MS),
  })
  const columns = useColumns()
  useAction('new-segment', t('create'), () => void navigate({ to: '/segments/new' }))
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
        rows={all.filter(({ name, description }) => q === undefined || isFound(`${name} ${description}`, q))}
        rowKey={({ segmentId }) => String(segmentId)}
        link={({ segmentId }) => ({ to: '/segments/$segmentId', params: { segmentId: String(segmentId) } })}
        loading={list.isPending}
        empty={all.length > 0 ? <Notice title={t('noneFound')} /> : <NoSegments />}
      />
    </>
  )
}

/** Case and accents do not matter to whoever searches. */
function isFound(text: string, wanted: string): boolean {
  const plain = (each: string) => each.toLocaleLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain(text).includes(plain(wanted))
}

function CreateLink() {
  const t = useTranslations('segments')
  return (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} renderRoot={(props) => <Link to="/segments/new" {...props} />}>
      {t('create')}
    </Button>
  )
}

/** What segments are for, and three to begin with. */
function NoSegments() {
  const t = useTranslations('segments')
  const { may } = useMe()
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      {may('segments.manage') && (
        <ul className={classes.examples} aria-label={t('examplesTitle')}>
          {(['again', 'silent', 'never'] as const).map((example) => (
            <li key={example}>
              <Link to="/segments/new" search={{ name: t(`examples.${example}`), rule: examples[example] }}>
                {t(`examples.${example}`)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function useColumns(): Column<Segment>[] {
  const t = useTranslations('segments')
  return [
    { id: 'name', title: t('name'), width: 260, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'size', title: t('size'), width: 110, numeric: true, cell: ({ size }) => <Count of={size} /> },
    { id: 'state', title: t('state'), width: 230, cell: (segment) => <SegmentState segment={segment} /> },
    { id: 'changedAt', title: t('changed'), width: 150, cell: ({ changedAt }) => <Moment at={changedAt} as="ago" /> },
    { id: 'changedBy', title: t('by'), width: 180, cell: ({ changedBy }) => <Name>{changedBy}</Name> },
  ]
}
