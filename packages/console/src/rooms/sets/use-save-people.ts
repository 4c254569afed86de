import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { setLimits } from '@percorso/contract/set-limits'
import { batchesOf } from './batches.ts'

type Page = { items: { head: { kind: string; value: string } }[]; next: string | null }
/** Reads one page of the list, of at most `limit` people. */
export type ReadPeople = (page: { limit: number; cursor?: string }) => Promise<Page>

/** Keeps everybody of a list in a set, makes a segment of it and goes there. A second try goes on with the set of the first. */
export function useSavePeople(read: ReadPeople) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [done, setDone] = useState(0)
  const stopped = useRef(false)
  const made = useRef<number>(undefined)
  const save = useMutation({
    mutationFn: async (name: string) => {
      stopped.current = false
      setDone(0)
      made.current ??= (await api.sets.create.call({ name })).setId
      const setId = made.current
      await fill(setId, read, { isStopped: () => stopped.current, onDone: (n) => setDone((before) => before + n) })
      if (stopped.current) return
      const { segmentId } = await api.segments.create.call({ name, rule: { version: 1, where: { set: setId } } })
      await navigate({ to: '/segments/$segmentId', params: { segmentId: String(segmentId) } })
    },
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: api.sets.key() }),
        client.invalidateQueries({ queryKey: api.segments.key() }),
      ])
    },
  })
  return { ...save, done, stop: () => void (stopped.current = true) }
}

type Watch = { isStopped: () => boolean; onDone: (people: number) => void }

async function fill(setId: number, read: ReadPeople, { isStopped, onDone }: Watch): Promise<void> {
  let cursor: string | undefined
  do {
    const { items, next } = await read({ limit: setLimits.portion, ...(cursor !== undefined && { cursor }) })
    for (const [kind, people] of Map.groupBy(items, ({ head }) => head.kind)) {
      const values = people.map(({ head }, place) => ({ line: place + 1, value: head.value }))
      for (const batch of batchesOf(values)) await api.sets.add.call({ setId, kind, values: batch.map(({ value }) => value) })
    }
    onDone(items.length)
    cursor = next ?? undefined
  } while (cursor !== undefined && !isStopped())
}
