import { Button, Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Light } from './light.tsx'
import { NameDialog } from './name-dialog.tsx'
import type { SourcesSearch } from './source-search.ts'
import type { Health, Source } from './source-types.ts'
import { useCreateSource } from './use-source-changes.ts'

const LOOK_EVERY_MS = 10_000

/** `/sources`: where facts come from, and how each source does. */
export function SourcesPage() {
  const t = useTranslations('sources')
  const { may } = useMe()
  const { archived }: SourcesSearch = useSearch({ from: '/sources' })
  const navigate = useNavigate({ from: '/sources' })
  const [naming, setNaming] = useState(false)
  const sources = useQuery(api.sources.list.queryOptions())
  const health = useQuery({ ...api.sources.health.queryOptions(), refetchInterval: LOOK_EVERY_MS })
  const create = useCreateSource((sourceId) => void navigate({ to: '/sources/$sourceId', params: { sourceId: String(sourceId) } }))
  useAction('new-source', t('create'), () => setNaming(true))
  const columns = useColumns(health.data)
  const shown = sources.data?.filter(({ archivedAt }) => archived === true || archivedAt === null) ?? []
  if (sources.error && !sources.data) return <Problem error={sources.error} retry={() => void sources.refetch()} page />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {sources.data?.some(({ archivedAt }) => archivedAt !== null) && (
          <Switch
            size="xs"
            label={t('showArchived')}
            checked={archived === true}
            onChange={(event) => void navigate({ search: { archived: event.currentTarget.checked || undefined }, replace: true })}
          />
        )}
        {may('sources.manage') && <CreateButton onClick={() => setNaming(true)} />}
      </PageHeader>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={shown}
        rowKey={({ sourceId }) => String(sourceId)}
        link={({ sourceId }) => ({ to: '/sources/$sourceId', params: { sourceId: String(sourceId) } })}
        loading={sources.isPending}
        empty={<NoSources />}
      />
      <NameDialog opened={naming} title={t('create')} verb={t('createVerb')} onClose={() => setNaming(false)} change={create} />
    </>
  )
}

function CreateButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations('sources')
  return (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={onClick}>
      {t('create')}
    </Button>
  )
}

function NoSources() {
  const t = useTranslations('sources')
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
    </Notice>
  )
}

function useColumns(health: Health[] | undefined): Column<Source>[] {
  const t = useTranslations('sources')
  const of = ({ sourceId }: Source) => health?.find((each) => each.sourceId === sourceId)
  const count = (id: 'facts' | 'rejected' | 'duplicates' | 'bots', width: number): Column<Source> => ({
    id,
    title: t(id),
    width,
    numeric: true,
    cell: (source) => <Count of={of(source)?.lastDay[id] ?? 0} />,
  })
  return [
    {
      id: 'name',
      title: t('name'),
      width: 220,
      cell: ({ name, archivedAt }) => <Name>{archivedAt === null ? name : t('isArchived', { name })}</Name>,
    },
    { id: 'light', title: t('state'), width: 240, cell: (source) => <Light health={of(source)} /> },
    count('facts', 130),
    count('rejected', 130),
    count('duplicates', 130),
    count('bots', 130),
    { id: 'total', title: t('total'), width: 130, numeric: true, cell: (source) => <Count of={of(source)?.total.facts ?? 0} /> },
  ]
}
