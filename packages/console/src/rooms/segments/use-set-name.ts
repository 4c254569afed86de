import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'

const FRESH_MS = 30_000

/** The name of an uploaded set, or its number until the name is known. */
export function useSetName(): (setId: number) => string {
  const t = useTranslations('segments')
  const { data } = useQuery({ ...api.sets.list.queryOptions(), staleTime: FRESH_MS })
  return useCallback((setId) => data?.items.find((set) => set.setId === setId)?.name ?? t('number', { id: String(setId) }), [data, t])
}
