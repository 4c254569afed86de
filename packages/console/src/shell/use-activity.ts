import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'
import { toast } from '../ui/toast.tsx'
import { useMe } from './me.ts'

export type Work = { id: string; name: string; state: 'running' | 'done' | 'failed' | 'stopped'; done: number; ofAll: number }

const SHOWN_MAX = 6
const WHILE_RUNNING_MS = 2_000
const OTHERWISE_MS = 20_000

/** Imports that run, and the latest that did. */
export function useActivity(): Work[] {
  const { may } = useMe()
  const { data } = useQuery({
    ...api.imports.list.queryOptions({ input: { limit: SHOWN_MAX } }),
    enabled: may('imports.read'),
    throwOnError: false,
    refetchInterval: ({ state }) => (state.data?.items.some(({ finishedAt }) => finishedAt === null) ? WHILE_RUNNING_MS : OTHERWISE_MS),
  })
  return (data?.items ?? []).map(({ importId, name, status, bytesRead, bytesTotal }) => ({
    id: importId,
    name,
    state: status === 'waiting' ? ('running' as const) : status,
    done: bytesRead,
    ofAll: bytesTotal,
  }))
}

/** Tells whoever went elsewhere when a piece of work ends. */
export function useTellEnds(works: Work[]): void {
  const t = useTranslations('shell.activity')
  const running = useRef(new Set<string>())
  useEffect(() => {
    for (const { id, name, state } of works) {
      if (state === 'running') running.current.add(id)
      else if (running.current.delete(id))
        void toast({ title: t(`states.${state}`), message: name, color: state === 'done' ? 'teal' : 'red' })
    }
  }, [works, t])
}
