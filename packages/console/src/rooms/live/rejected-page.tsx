import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { RejectedDrawer } from './rejected-drawer.tsx'
import { RejectedFilters } from './rejected-filters.tsx'
import { RejectedList } from './rejected-list.tsx'
import { RejectedReasons } from './rejected-reasons.tsx'
import type { RejectedSearch } from './rejected-search.ts'
import { ReplayResult } from './replay-result.tsx'
import { useReplay } from './use-replay.ts'

/** `/rejected`: facts that were not taken, why, and the way to try again. */
export function RejectedPage() {
  const t = useTranslations('live.rejected')
  const search: RejectedSearch = useSearch({ from: '/rejected' })
  const navigate = useNavigate({ from: '/rejected' })
  const change = (part: object) => void navigate({ search: (before: RejectedSearch) => ({ ...before, ...part }) })
  const reasons = useQuery(api.rejected.reasons.queryOptions({ input: search.source === undefined ? {} : { sourceId: search.source } }))
  const replay = useReplay((since) => change({ since, open: undefined }))
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {search.since !== undefined && <ReplayResult since={search.since} onClose={() => change({ since: undefined })} />}
      {replay.error && <Problem error={replay.error} retry={() => replay.reset()} />}
      {reasons.error && !reasons.data && <Problem error={reasons.error} retry={() => void reasons.refetch()} />}
      <RejectedReasons reasons={reasons.data} search={search} onReason={(reason) => change({ reason })} replay={replay} />
      <RejectedFilters search={search} onSearch={change} />
      <RejectedList search={search} replay={replay} />
      <RejectedDrawer search={search} replay={replay} onClose={() => change({ open: undefined })} />
    </>
  )
}
