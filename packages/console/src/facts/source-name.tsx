import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'

const FRESH_MS = 60_000

/** Every source there is or was. */
export function useSources() {
  const { data } = useQuery({ ...api.sources.list.queryOptions(), staleTime: FRESH_MS })
  return data ?? []
}

/** The name of a source, or its number until the name is known. */
export function useSourceName(): (sourceId: number) => string {
  const t = useTranslations('facts')
  const sources = useSources()
  return (sourceId) => sources.find((source) => source.sourceId === sourceId)?.name ?? t('sourceNumber', { id: String(sourceId) })
}
