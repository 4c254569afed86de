import { compileStream, toMatched } from './match-facts.ts'
import type { WrittenFact } from './match-facts.ts'
import type { Remembered } from './readings.ts'
import { addEvent, emptyState } from './stream-state.ts'
import { streamKey } from './streams.ts'
import type { Need } from './streams.ts'

/** Makes the function that turns all facts of one person into what would be remembered of them, if everything were. Made once for many people. */
export function compileMemory(needs: Need[], timeZone: string): (facts: Iterable<WrittenFact>) => Remembered {
  const streams = new Map(needs.map(({ stream }) => [streamKey(stream), { kind: stream.kind, eventOf: compileStream(stream, timeZone) }]))
  return (facts) => {
    const states = new Map([...streams.keys()].map((key) => [key, emptyState()]))
    for (const fact of facts) {
      const matched = toMatched(fact)
      for (const [key, { kind, eventOf }] of streams) {
        const event = eventOf(matched)
        if (event) addEvent(states.get(key)!, kind, event)
      }
    }
    return (key) => states.get(key)
  }
}
