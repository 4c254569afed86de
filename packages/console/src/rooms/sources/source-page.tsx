import { Button, Tabs } from '@mantine/core'
import { IconArchive, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useUndo } from '../../ui/undo.tsx'
import { Light } from './light.tsx'
import { NameDialog } from './name-dialog.tsx'
import { Setup } from './setup.tsx'
import { SourceHealth } from './source-health.tsx'
import { SourceSchema } from './source-schema.tsx'
import type { SourceSearch, SourceTab } from './source-search.ts'
import type { Source } from './source-types.ts'
import { useArchiveSource, useRenameSource } from './use-source-changes.ts'

/** Until the first fact, somebody is waiting for it to come. */
const LOOK_OFTEN_MS = 1_500
const LOOK_SELDOM_MS = 10_000

/** `/sources/$sourceId`: how to send from it, how it does, what it really sends. */
export function SourcePage() {
  const t = useTranslations('sources')
  const { sourceId } = useParams({ from: '/sources/$sourceId' })
  const sources = useQuery(api.sources.list.queryOptions())
  const source = sources.data?.find((each) => String(each.sourceId) === sourceId)
  if (sources.error && !sources.data) return <Problem error={sources.error} retry={() => void sources.refetch()} page />
  if (!sources.data) return <Loading />
  if (source) return <OneSource key={source.sourceId} source={source} />
  return (
    <Notice title={t('gone')} page>
      <NoticeText>{t('goneHint')}</NoticeText>
    </Notice>
  )
}

function OneSource({ source }: { source: Source }) {
  const t = useTranslations('sources')
  const search: SourceSearch = useSearch({ from: '/sources/$sourceId' })
  const navigate = useNavigate({ from: '/sources/$sourceId' })
  const onSearch = (part: SourceSearch) => void navigate({ search: (before: SourceSearch) => ({ ...before, ...part }), replace: true })
  const health = useQuery({
    ...api.sources.health.queryOptions(),
    refetchInterval: ({ state }) => (isFirstAwaited(state.data, source) ? LOOK_OFTEN_MS : LOOK_SELDOM_MS),
  })
  const { sourceId } = source
  return (
    <>
      <PageHeader title={source.name} lead={<Light health={health.data?.find((each) => each.sourceId === sourceId)} />}>
        <Changes source={source} />
      </PageHeader>
      {source.archivedAt !== null && <NoticeText>{t('archivedHint')}</NoticeText>}
      <Tabs value={search.tab ?? 'setup'} onChange={(tab) => onSearch({ tab: tab as SourceTab })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="setup">{t('tabs.setup')}</Tabs.Tab>
          <Tabs.Tab value="health">{t('tabs.health')}</Tabs.Tab>
          <Tabs.Tab value="schema">{t('tabs.schema')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="setup">
          <Setup sourceId={sourceId} language={search.language ?? 'curl'} onLanguage={(language) => onSearch({ language })} />
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <SourceHealth sourceId={sourceId} by={search.by ?? 'hour'} onBy={(by) => onSearch({ by })} />
        </Tabs.Panel>
        <Tabs.Panel value="schema">
          <SourceSchema sourceId={sourceId} search={search} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function isFirstAwaited(health: { sourceId: number; lastReceivedAt: string | null }[] | undefined, { sourceId }: Source): boolean {
  return health?.find((each) => each.sourceId === sourceId)?.lastReceivedAt === null
}

function Changes({ source }: { source: Source }) {
  const t = useTranslations('sources')
  const { may } = useMe()
  const done = useUndo()
  const [naming, setNaming] = useState(false)
  const rename = useRenameSource(source.sourceId)
  const archive = useArchiveSource(source.sourceId)
  const isArchived = source.archivedAt !== null
  const toggle = () =>
    archive.mutate(!isArchived, {
      onSuccess: () => done(t(isArchived ? 'broughtBack' : 'archived'), () => archive.mutate(isArchived)),
    })
  if (!may('sources.manage')) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setNaming(true)}>
        {t('rename')}
      </Button>
      <Button size="xs" variant="default" loading={archive.isPending} leftSection={<IconArchive size={15} aria-hidden />} onClick={toggle}>
        {t(isArchived ? 'bringBack' : 'archive')}
      </Button>
      {naming && (
        <NameDialog opened title={t('rename')} verb={t('rename')} name={source.name} onClose={() => setNaming(false)} change={rename} />
      )}
    </>
  )
}
