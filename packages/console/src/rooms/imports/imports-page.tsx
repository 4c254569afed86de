import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Import } from './import-types.ts'
import { isUnderWay } from './is-under-way.ts'

const LOOK_EVERY_MS = 2_000
const PER_PAGE = 100

/** `/imports`: files that became facts, or are about to. */
export function ImportsPage() {
  const t = useTranslations('imports')
  const { may } = useMe()
  const list = useInfiniteQuery({
    ...api.imports.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: PER_PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isUnderWay)) ?? false) && LOOK_EVERY_MS,
  })
  const columns = useColumns()
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {may('imports.run') && <NewImport />}
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
        rowKey={({ importId }) => importId}
        link={({ importId }) => ({ to: '/imports/$importId', params: { importId } })}
        more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        loading={list.isPending}
        empty={
          <Notice title={t('none')}>
            <NoticeText>{t('noneHint')}</NoticeText>
          </Notice>
        }
      />
    </>
  )
}

function NewImport() {
  const t = useTranslations('imports')
  return (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} renderRoot={(props) => <Link to="/imports/new" {...props} />}>
      {t('fresh')}
    </Button>
  )
}

function useColumns(): Column<Import>[] {
  const t = useTranslations('imports')
  const format = useFormatter()
  const share = ({ bytesRead, bytesTotal }: Import) => format.number(bytesTotal > 0 ? bytesRead / bytesTotal : 0, { style: 'percent' })
  return [
    { id: 'name', title: t('name'), width: 260, cell: ({ name }) => <Name>{name}</Name> },
    {
      id: 'status',
      title: t('state'),
      width: 170,
      cell: (row) => `${t(`status.${row.status}`)}${row.status === 'running' ? ` ${share(row)}` : ''}`,
    },
    { id: 'rows', title: t('rows'), width: 110, numeric: true, cell: ({ rows }) => <Count of={rows} /> },
    { id: 'facts', title: t('facts'), width: 110, numeric: true, cell: ({ facts }) => <Count of={facts} /> },
    { id: 'refused', title: t('refused'), width: 110, numeric: true, cell: ({ refused }) => <Count of={refused} /> },
    { id: 'file', title: t('file'), width: 220, cell: ({ fileName }) => <Name>{fileName}</Name> },
    { id: 'at', title: t('begun'), width: 190, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ]
}
