import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const FILLING_MS = 1_500
const LIVE_MS = 10_000

/** One segment, looked at again and again: its size changes by itself. */
export function useSegment(segmentId: string) {
  return useQuery({
    ...api.segments.get.queryOptions({ input: { segmentId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'filling' ? FILLING_MS : LIVE_MS),
  })
}
