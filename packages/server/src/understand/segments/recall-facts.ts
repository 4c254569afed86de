import type { Warehouse } from '../../stores/index.ts'
import { addEvent, compileStream, emptyState, streamKey, toMatched } from '../rules/index.ts'
import type { Need, StreamState } from '../rules/index.ts'
import { selectFactsOf } from './fill-facts.ts'

type Recall = { workspaceId: number; needs: Need[]; identifierIds: string[]; timeZone: string }

/** All facts of one person that a rule is about, as streams, read from the warehouse. */
export async function recallFacts(
  warehouse: Warehouse,
  { workspaceId, needs, identifierIds, timeZone }: Recall,
): Promise<(key: string) => StreamState | undefined> {
  const streams = new Map(
    needs.map(({ stream }) => [streamKey(stream), { stream, eventOf: compileStream(stream, timeZone), state: emptyState() }]),
  )
  if (streams.size > 0) {
    const names = [...streams.values()].map(({ stream }) => stream.match.fact)
    const wanted = names.includes(undefined) ? null : (names as string[])
    for (const fact of await selectFactsOf(warehouse, { workspaceId, identifierIds, names: wanted })) {
      const matched = toMatched(fact)
      for (const { stream, eventOf, state } of streams.values()) {
        const event = eventOf(matched)
        if (event) addEvent(state, stream.kind, event)
      }
    }
  }
  return (key) => streams.get(key)?.state
}
