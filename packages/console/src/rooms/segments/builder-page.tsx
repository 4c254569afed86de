import type { SegmentWhere } from '@percorso/contract'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { Builder } from './builder/builder.tsx'
import type { BuilderSearch } from './segments-search.ts'
import { useSegment } from './use-segment.ts'

/** `/segments/new`: a segment that is not there yet; the address may bring a rule to begin with. */
export function NewSegmentPage() {
  const start = useSearch({ from: '/segments/new' })
  const navigate = useNavigate({ from: '/segments/new' })
  const keep = useCallback(
    (rule: SegmentWhere | undefined) => void navigate({ search: (before: BuilderSearch) => ({ ...before, rule }), replace: true }),
    [navigate],
  )
  return <Builder start={start} keep={keep} />
}

/** `/segments/$segmentId/edit`: another rule, name or description for a segment. */
export function EditSegmentPage() {
  const { segmentId } = useParams({ from: '/segments/$segmentId/edit' })
  const { rule } = useSearch({ from: '/segments/$segmentId/edit' })
  const navigate = useNavigate({ from: '/segments/$segmentId/edit' })
  const { data, error, refetch } = useSegment(segmentId)
  const keep = useCallback((next: SegmentWhere | undefined) => void navigate({ search: { rule: next }, replace: true }), [navigate])
  if (error && !data) return <NoSuch of="segments" error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return <Builder key={data.segmentId} segment={data} start={{ rule: rule ?? data.rule.where }} keep={keep} />
}
