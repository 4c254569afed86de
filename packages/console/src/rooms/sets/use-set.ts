import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const RENEW_MS = 10_000

/** One set, looked at again and again: people in it may become known by themselves. */
export function useSet(setId: string) {
  return useQuery({ ...api.sets.get.queryOptions({ input: { setId } }), refetchInterval: RENEW_MS })
}
