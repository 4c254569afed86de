import type { SegmentFact } from './map-row.ts'

export type PackedFacts = { facts: number; body: Buffer }

const BODY_FACTS_MAX = 1_000
// A character is at most three bytes of UTF-8, so that no body is longer than 4 MB.
const BODY_CHARACTERS_MAX = Math.floor((4 * 1024 * 1024) / 3)

/** Packs facts into bodies as a Segment client would send them, larger than one would: nothing limits them but memory. */
export function packFacts(facts: SegmentFact[]): PackedFacts[] {
  const bodies: PackedFacts[] = []
  let items: string[] = []
  let length = 0
  const close = () => {
    bodies.push({ facts: items.length, body: Buffer.from(`{"batch":[${items.join(',')}]}`) })
    items = []
    length = 0
  }
  for (const fact of facts) {
    const item = JSON.stringify(fact)
    if (items.length === BODY_FACTS_MAX || (items.length > 0 && length + item.length > BODY_CHARACTERS_MAX - BODY_FACTS_MAX - 20)) close()
    items.push(item)
    length += item.length
  }
  if (items.length > 0) close()
  return bodies
}
