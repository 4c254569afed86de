import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Announcer } from './announcer.tsx'
import { Counters } from './counters.tsx'
import { FactDrawer } from './fact-drawer.tsx'
import { FirstFact } from './first-fact.tsx'
import { LiveFilters } from './live-filters.tsx'
import { LiveList } from './live-list.tsx'
import { liveQuery } from './live-search.ts'
import type { LiveSearch } from './live-search.ts'
import { LiveState } from './live-state.tsx'
import { PassedOver } from './passed-over.tsx'
import { useLiveFacts } from './use-live-facts.ts'

const COUNT_EVERY_MS = 3_000

/** `/live`: what is happening now. */
export function LivePage() {
  const t = useTranslations('live')
  const search: LiveSearch = useSearch({ from: '/live' })
  const navigate = useNavigate({ from: '/live' })
  const [paused, setPaused] = useState(false)
  const live = useLiveFacts(liveQuery(search), paused)
  const stats = useQuery({ ...api.stats.queryOptions(), refetchInterval: ({ state }) => state.data !== undefined && COUNT_EVERY_MS })
  const pause = paused ? t('resume') : t('pause')
  useAction('pause', pause, () => setPaused(!paused))
  const isNew = stats.data !== undefined && stats.data.facts + stats.data.bots === 0
  const isFiltered = liveQuery(search) !== ''

  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <LiveState connection={live.connection} paused={paused} waiting={live.waiting} />
        <PauseButton paused={paused} label={pause} onClick={() => setPaused(!paused)} />
      </PageHeader>
      <Counters stats={stats} />
      <Announcer arrived={live.arrived} />
      {!isNew && <LiveFilters search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />}
      <PassedOver skipped={live.skipped} gaps={live.gaps} />
      {live.facts.length > 0 ? (
        <LiveList facts={live.facts} />
      ) : isNew ? (
        <FirstFact />
      ) : (
        stats.isSuccess && <Quiet isFiltered={isFiltered} />
      )}
      <FactDrawer place={search.fact} onClose={() => void navigate({ search: (before: LiveSearch) => ({ ...before, fact: undefined }) })} />
    </>
  )
}

function PauseButton({ paused, label, onClick }: { paused: boolean; label: string; onClick: () => void }) {
  const Icon = paused ? IconPlayerPlay : IconPlayerPause
  return (
    <Button size="xs" variant="default" leftSection={<Icon size={15} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  )
}

function Quiet({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('live')
  return (
    <Notice title={t(isFiltered ? 'quietFiltered' : 'quiet')}>
      <NoticeText>{t(isFiltered ? 'quietFilteredHint' : 'quietHint')}</NoticeText>
    </Notice>
  )
}
