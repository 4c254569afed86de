import type { StoredFact } from '@percorso/contract'

/** Facts in the order they come, with one group for each day of the reader's time zone. */
export function byDay(facts: StoredFact[]): { day: string; facts: StoredFact[] }[] {
  const days: { day: string; facts: StoredFact[] }[] = []
  for (const fact of facts) {
    const day = new Date(fact.time).toDateString()
    const last = days.at(-1)
    if (last?.day === day) last.facts.push(fact)
    else days.push({ day, facts: [fact] })
  }
  return days
}
