import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'

const FRESH_MS = 30_000

/** The name of a segment, or its number until the name is known. */
export function useSegmentName(): (segmentId: number) => string {
  const t = useTranslations('segments')
  const { data } = useQuery({ ...api.segments.list.queryOptions(), staleTime: FRESH_MS })
  return useCallback(
    (segmentId) => data?.items.find((segment) => segment.segmentId === segmentId)?.name ?? t('number', { id: String(segmentId) }),
    [data, t],
  )
}
