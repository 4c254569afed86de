import type { StoredFact } from '@percorso/contract'

/** Facts in the order they come, with one group for each day of the reader's time zone. */
export function byDay(facts: StoredFact[]): { day: string; facts: StoredFact[] }[] {
  return runs(facts, ({ time }) => new Date(time).toDateString()).map(({ of: day, facts: ofDay }) => ({ day, facts: ofDay }))
}

/** Facts of one day, with one group for each stretch that came through the same source. */
export function bySource(facts: StoredFact[]): { sourceId: number; facts: StoredFact[] }[] {
  return runs(facts, ({ sourceId }) => sourceId).map(({ of: sourceId, facts: ofSource }) => ({ sourceId, facts: ofSource }))
}

function runs<Key>(facts: StoredFact[], keyOf: (fact: StoredFact) => Key): { of: Key; facts: StoredFact[] }[] {
  const found: { of: Key; facts: StoredFact[] }[] = []
  for (const fact of facts) {
    const of = keyOf(fact)
    const last = found.at(-1)
    if (last?.of === of) last.facts.push(fact)
    else found.push({ of, facts: [fact] })
  }
  return found
}
