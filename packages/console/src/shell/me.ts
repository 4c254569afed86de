import type { Demand } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../api/client.ts'

const FRESH_MS = 60_000

/** Whoever uses the console, and what they may do here. Until that is known, and signed out, they may do nothing. */
export function useMe() {
  const { data: me } = useQuery({ ...api.me.get.queryOptions(), staleTime: FRESH_MS, throwOnError: false })
  return useMemo(
    () => ({
      me,
      workspace: me?.workspaces.find(({ workspaceId }) => workspaceId === me.workspaceId),
      may: (demand: Demand) => me !== undefined && (demand === 'signed-in' || (me.permissions as Demand[]).includes(demand)),
    }),
    [me],
  )
}
