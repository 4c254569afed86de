import { Button, Drawer, Text, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { AuditEntryDetails } from './audit-entry.tsx'
import type { AuditEntry } from './audit-entry.tsx'
import type { AuditFilter } from './audit-filter.ts'

/** `/settings/audit`: who did what, filtered in the address. */
export function AuditPage() {
  const t = useTranslations('access.audit')
  const filter: AuditFilter = useSearch({ strict: false })
  const [open, setOpen] = useState<AuditEntry>()
  const columns = useColumns(setOpen)
  const entries = useInfiniteQuery(
    api.audit.search.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...asked(filter), ...(cursor !== undefined && { cursor }), limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  if (entries.error) return <Problem page error={entries.error} retry={() => void entries.refetch()} />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <Verify />
      </PageHeader>
      <Filters filter={filter} />
      <DataTable
        label={t('title')}
        columns={columns}
        rows={entries.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ auditId }) => String(auditId)}
        loading={entries.isPending}
        more={{ has: entries.hasNextPage, loading: entries.isFetchingNextPage, load: () => void entries.fetchNextPage() }}
        empty={
          <Notice title={t('empty')}>
            <NoticeText>{t('emptyText')}</NoticeText>
          </Notice>
        }
      />
      <Drawer
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        position="right"
        title={open?.verb}
        closeButtonProps={{ 'aria-label': t('details') }}
      >
        {open && <AuditEntryDetails entry={open} />}
      </Drawer>
    </>
  )
}

/** Days, as they are in the address, as the times that the API asks for: a last day is meant to its end. */
function asked({ from, to, ...rest }: AuditFilter) {
  const day = (text: string, plus_days: number) => new Date(new Date(`${text}T00:00`).getTime() + plus_days * 86_400_000).toISOString()
  return { ...rest, ...(from && { from: day(from, 0) }), ...(to && { to: day(to, 1) }) }
}

function useColumns(onOpen: (entry: AuditEntry) => void): Column<AuditEntry>[] {
  const t = useTranslations('access.audit')
  return [
    { id: 'at', title: t('at'), cell: ({ at }) => <Moment at={at} />, width: 170 },
    { id: 'actor', title: t('actor'), cell: ({ actor }) => <Name>{actor.name}</Name>, width: 170 },
    { id: 'verb', title: t('verb'), cell: ({ verb }) => <code>{verb}</code>, width: 180 },
    { id: 'object', title: t('object'), cell: ({ object }) => <Name>{`${object.kind} ${object.id}`}</Name>, width: 220 },
    {
      id: 'details',
      title: t('details'),
      cell: (entry) => (
        <Button size="compact-xs" variant="default" onClick={() => onOpen(entry)}>
          {t('details')}
        </Button>
      ),
      width: 110,
    },
  ]
}

function Filters({ filter }: { filter: AuditFilter }) {
  const t = useTranslations('access.audit')
  const navigate = useNavigate()
  const go = (search: AuditFilter) => void navigate({ to: '/settings/audit', search, replace: true })
  const narrow = (part: AuditFilter) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '' && value !== undefined)
    go(Object.fromEntries(next) as AuditFilter)
  }
  const clear = Object.keys(filter).length > 0 ? () => go({}) : undefined
  return (
    <FilterBar clear={clear}>
      <DelayedInput label={t('actor')} value={filter.actor} onValue={(actor) => narrow({ actor })} />
      <DelayedInput label={t('verb')} value={filter.verb} onValue={(verb) => narrow({ verb })} />
      <DelayedInput label={t('object')} value={filter.id} onValue={(id) => narrow({ id })} />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          size="xs"
          type="date"
          aria-label={`${t('at')} ${end === 'from' ? '≥' : '≤'}`}
          value={filter[end] ?? ''}
          onChange={(event) => narrow({ [end]: event.currentTarget.value })}
        />
      ))}
    </FilterBar>
  )
}

function Verify() {
  const t = useTranslations('access.audit')
  const verify = useMutation({
    mutationFn: () => api.audit.verify.call(),
    onSuccess: ({ entries, firstBroken }) =>
      toast(
        firstBroken === null
          ? { message: t('whole', { count: entries }) }
          : { color: 'red', autoClose: false, message: <Text role="alert">{t('broken', { id: String(firstBroken) })}</Text> },
      ),
  })
  return (
    <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
      {t('verify')}
    </Button>
  )
}
