import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { isUnreachable } from '../api/problem.ts'

const TRY_EVERY_MS = 3_000

/** Whether the server is out of reach. Once it is back, everything on the page is asked for again. */
export function useConnection(): { lost: boolean; retry: () => void } {
  const queries = useQueryClient()
  const [lost, setLost] = useState(!navigator.onLine)

  useEffect(() => {
    const lose = () => setLost(true)
    globalThis.addEventListener('offline', lose)
    const unsubscribe = queries.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'failed' && isUnreachable(event.action.error)) lose()
    })
    return () => {
      globalThis.removeEventListener('offline', lose)
      unsubscribe()
    }
  }, [queries])

  const retry = useCallback(async () => {
    if (!(await answers())) return
    setLost(false)
    await queries.refetchQueries({ type: 'active' })
  }, [queries])

  useEffect(() => {
    if (!lost) return undefined
    const timer = setInterval(() => void retry(), TRY_EVERY_MS)
    return () => clearInterval(timer)
  }, [lost, retry])

  return { lost, retry: () => void retry() }
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}
