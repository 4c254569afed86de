import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { batchesOf, parted } from './batches.ts'
import type { Listed } from './batches.ts'
import type { RefusedValue, Sent, Verb } from './set-types.ts'

export type Job = { setId: number; verb: Verb; kind: string; values: Listed[] }

/** Sends a list portion by portion; it can be watched, stopped, and sent again: what is done already stays done. */
export function useSendValues() {
  const client = useQueryClient()
  const [done, setDone] = useState(0)
  const stopped = useRef(false)
  const send = useMutation({
    mutationFn: async ({ values, ...job }: Job): Promise<Sent & { stopped: boolean }> => {
      stopped.current = false
      setDone(0)
      const { fit, tooLong } = parted(values)
      const sent: Sent = { changed: 0, same: 0, refused: tooLong.map((one) => ({ ...one, reason: 'tooLong' })) }
      for (const batch of batchesOf(fit)) {
        if (stopped.current) break
        const { changed, same, refused } = await sendBatch(job, batch)
        sent.changed += changed
        sent.same += same
        sent.refused.push(...refused)
        setDone((before) => before + batch.length)
      }
      sent.refused.sort((a, b) => a.line - b.line)
      return { ...sent, stopped: stopped.current }
    },
    onSettled: () => client.invalidateQueries({ queryKey: api.sets.key() }),
  })
  return { ...send, done, stop: () => void (stopped.current = true) }
}

async function sendBatch({ setId, verb, kind }: Omit<Job, 'values'>, batch: Listed[]): Promise<Sent> {
  const input = { setId, kind, values: batch.map(({ value }) => value) }
  const refusedOf = (refused: { place: number; reason: RefusedValue['reason'] }[]) =>
    refused.map(({ place, reason }) => ({ ...batch[place]!, reason }))
  if (verb === 'add') {
    const { added, already, refused } = await api.sets.add.call(input)
    return { changed: added, same: already, refused: refusedOf(refused) }
  }
  const { removed, absent, refused } = await api.sets.takeOut.call(input)
  return { changed: removed, same: absent, refused: refusedOf(refused) }
}
