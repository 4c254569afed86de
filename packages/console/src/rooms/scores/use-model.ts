import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const FILLING_MS = 1_500
const LIVE_MS = 15_000

/** One score model, looked at again and again while it fills. */
export function useModel(modelId: string) {
  return useQuery({
    ...api.scores.get.queryOptions({ input: { modelId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'filling' ? FILLING_MS : LIVE_MS),
  })
}
