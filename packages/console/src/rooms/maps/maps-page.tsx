import { Button, Group, NativeSelect } from '@mantine/core'
import { mapKinds } from '@percorso/contract/map-words'
import type { MapHead, MapKind } from '@percorso/contract'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DeleteMap } from './delete-map.tsx'
import { ImportCjml } from './import-cjml.tsx'
import type { MapsSearch } from './maps-search.ts'
import { NewMap } from './new-map.tsx'

const PAGE = 50

/** `/maps`: the maps of the workspace, the ones changed last first. */
export function MapsPage() {
  const t = useTranslations('maps')
  const search: MapsSearch = useSearch({ from: '/maps' })
  const navigate = useNavigate({ from: '/maps' })
  const { may } = useMe()
  const mayManage = may('maps.manage')
  const [open, setOpen] = useState<'new' | 'import'>()
  useAction('new-map', t('create'), () => setOpen('new'))
  const onSearch = (part: MapsSearch) => void navigate({ search: (before: MapsSearch) => ({ ...before, ...part }), replace: true })
  const isNarrowed = search.search !== undefined || search.kind !== undefined
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {mayManage && (
          <Group gap="xs">
            <Button size="xs" variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => setOpen('import')}>
              {t('import')}
            </Button>
            <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>
              {t('create')}
            </Button>
          </Group>
        )}
      </PageHeader>
      <FilterBar clear={isNarrowed ? () => onSearch({ search: undefined, kind: undefined }) : undefined}>
        <DelayedInput label={t('search')} value={search.search} onValue={(text) => onSearch({ search: text || undefined })} width={220} />
        <NativeSelect
          size="xs"
          aria-label={t('kind')}
          value={search.kind ?? ''}
          data={[{ value: '', label: t('anyKind') }, ...mapKinds.map((value) => ({ value: value as string, label: t(`kinds.${value}`) }))]}
          onChange={(event) => onSearch({ kind: (event.currentTarget.value || undefined) as MapKind | undefined })}
        />
      </FilterBar>
      <List search={search} isNarrowed={isNarrowed} />
      <NewMap opened={open === 'new'} onClose={() => setOpen(undefined)} />
      {open === 'import' && <ImportCjml onClose={() => setOpen(undefined)} />}
    </>
  )
}

function List({ search: { search, kind }, isNarrowed }: { search: MapsSearch; isNarrowed: boolean }) {
  const t = useTranslations('maps')
  const columns = useColumns()
  const list = useInfiniteQuery(
    api.maps.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: PAGE, ...(search !== undefined && { search }), ...(kind && { kind }), ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  ) // prettier-ignore
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={list.data?.pages.flatMap(({ items }) => items) ?? []}
      rowKey={({ mapId }) => String(mapId)}
      link={({ mapId }) => ({ to: '/maps/$mapId', params: { mapId: String(mapId) } })}
      more={{ has: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      loading={list.isPending}
      empty={<Notice title={t(isNarrowed ? 'noneFound' : 'none')}>{!isNarrowed && <NoticeText>{t('noneHint')}</NoticeText>}</Notice>}
    />
  )
}

function useColumns(): Column<MapHead>[] {
  const t = useTranslations('maps')
  const format = useFormatter()
  const { may } = useMe()
  const actions: Column<MapHead> = { id: 'delete', title: t('delete.verb'), width: 110, cell: (map) => <DeleteMap map={map} /> }
  return [
    { id: 'name', title: t('name'), width: 200, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'kind', title: t('kind'), width: 115, cell: ({ kind }) => t(`kinds.${kind}`) },
    { id: 'persona', title: t('persona'), width: 115, cell: ({ persona }) => <Name>{persona}</Name> },
    { id: 'size', title: t('size'), width: 160, cell: ({ stages, steps }) => t('sizeOf', { stages, steps }) },
    { id: 'evidence', title: t('evidence'), width: 195, cell: ({ measured, cells }) => t('evidenceOf', { measured, cells }) },
    { id: 'comments', title: t('openComments'), width: 130, numeric: true, cell: ({ openComments }) => format.number(openComments) },
    {
      id: 'changed',
      title: t('changed'),
      width: 150,
      cell: ({ changedAt, changedBy }) => (
        <>
          <Moment at={changedAt} as="ago" /> {t('changedBy', { name: changedBy })}
        </>
      ),
    },
    ...(may('maps.manage') ? [actions] : []),
  ]
}
