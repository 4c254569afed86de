import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'

const FRESH_MS = 60_000

/** The name of a source, or its number until the name is known. */
export function useSourceName(): (sourceId: number) => string {
  const t = useTranslations('facts')
  const { data } = useQuery({ ...api.sources.list.queryOptions(), staleTime: FRESH_MS })
  return (sourceId) => data?.find((source) => source.sourceId === sourceId)?.name ?? t('sourceNumber', { id: String(sourceId) })
}
