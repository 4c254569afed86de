import { NativeSelect } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useNow, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { STATUSES, readPrivacySearch } from './privacy-search.ts'
import type { PrivacySearch } from './privacy-search.ts'
import type { Request } from './privacy.ts'
import { RequestActions } from './request-actions.tsx'
import classes from './privacy.module.css'

const PER_PAGE = 50
const RENEW_MS = 5_000
const MARK_LENGTH = 8

type Props = { search: PrivacySearch; onSearch: (part: PrivacySearch) => void }

/** The log of requests: open ones by their deadline, then closed ones. */
export function RequestList({ search: { status }, onSearch }: Props) {
  const t = useTranslations('privacy.requests')
  const states = useTranslations('privacy.states')
  const list = useRequests(status)
  const columns = useColumns()
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <FilterBar clear={status && (() => onSearch({ status: undefined }))}>
        <NativeSelect
          size="xs"
          aria-label={t('status')}
          value={status ?? ''}
          onChange={(event) => onSearch({ status: readPrivacySearch({ status: event.currentTarget.value }).status })}
          data={[{ value: '', label: t('any') }, ...STATUSES.map((value) => ({ value, label: states(value) }))]}
        />
      </FilterBar>
      <DataTable
        label={t('list')}
        columns={columns}
        rows={rows}
        rowKey={({ requestId }) => String(requestId)}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        loading={list.isPending}
        empty={
          <Notice title={t('empty')}>
            <NoticeText>{t('emptyHint')}</NoticeText>
          </Notice>
        }
      />
    </>
  )
}

function useRequests(status: PrivacySearch['status']) {
  return useInfiniteQuery({
    ...api.privacy.requests.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: PER_PAGE, ...(status && { status }), ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    refetchInterval: RENEW_MS,
  })
}

function useColumns(): Column<Request>[] {
  const t = useTranslations('privacy.requests')
  const kinds = useTranslations('privacy.kinds')
  return [
    { id: 'due', title: t('due'), width: 160, cell: (request) => <Due {...request} /> },
    { id: 'kind', title: t('kind'), width: 120, cell: ({ kind }) => kinds(kind) },
    { id: 'person', title: t('person'), width: 150, cell: (request) => <Who {...request} /> },
    { id: 'progress', title: t('progress'), width: 200, cell: (request) => <Progress {...request} /> },
    { id: 'note', title: t('note'), width: 160, cell: ({ note }) => <Name>{note}</Name> },
    { id: 'handledBy', title: t('handledBy'), width: 100, cell: ({ handledBy }) => handledBy !== null && <Name>{handledBy}</Name> },
    { id: 'actions', title: t('actions'), width: 280, cell: (request) => <RequestActions request={request} /> },
  ]
}

function Due({ dueAt, status }: Request) {
  const t = useTranslations('privacy.requests')
  const now = useNow()
  const isOverdue = status === 'open' && new Date(dueAt) < now
  return (
    <span className={classes.line}>
      {isOverdue && <IconAlertTriangle size={16} aria-label={t('overdue')} className={classes.warning} />}
      <Moment at={dueAt} as={status === 'open' ? 'ago' : 'moment'} />
    </span>
  )
}

function Who({ profileId, mark }: Request) {
  const t = useTranslations('privacy.requests')
  if (mark !== null) return t('erased', { mark: mark.slice(0, MARK_LENGTH) })
  if (profileId === null) return t('nobody')
  return (
    <Link to="/privacy" search={{ tab: 'person', person: profileId }} className={classes.link}>
      {profileId.slice(0, MARK_LENGTH)}
    </Link>
  )
}

function Progress({ status, erasure }: Request) {
  const t = useTranslations('privacy')
  return erasure === null ? t(`states.${status}`) : t(`erasures.${erasure}`)
}
