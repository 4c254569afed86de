import type { RejectReason } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type ReplayWish = { reason?: RejectReason; sourceId?: number; rejectedIds?: number[] }
export type Replay = ReturnType<typeof useReplay>

/** Sends rejected facts through the pipeline again, and says since when their result can be asked for. */
export function useReplay(onReplayed: (since: string) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: ReplayWish) => api.rejected.replay.call(wish),
    onSuccess: ({ since }) => {
      void client.invalidateQueries({ queryKey: api.rejected.key() })
      onReplayed(since)
    },
  })
}
