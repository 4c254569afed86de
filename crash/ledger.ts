import { buildBatch, createChance } from '../bench/facts.ts'

/** One request. Its facts' message ids are `${id}-0`, `${id}-1`, … */
export type Batch = { id: string; facts: number; body: string; isAcknowledged: boolean }

/** Everything that was ever sent, and what of it was acknowledged. */
export type Ledger = { batches: Batch[]; next(): Batch; facts(which?: 'acknowledged'): number }

/** `months`: over how many months the facts are spread; each month is a part of its own in the warehouse. */
export type LedgerOptions = { people: number; factsPerBatch: number; seed: number; months?: number }

export function createLedger({ people, factsPerBatch, seed, months = 1 }: LedgerOptions): Ledger {
  const crowd = { people, chance: createChance(seed) }
  const batches: Batch[] = []
  return {
    batches,
    next() {
      const id = `batch.${seed}.${batches.length}`
      const body = spread(buildBatch(crowd, id, factsPerBatch), months)
      const batch = { id, facts: factsPerBatch, body, isAcknowledged: false }
      batches.push(batch)
      return batch
    },
    facts: (which) =>
      batches.filter(({ isAcknowledged }) => isAcknowledged || which === undefined).reduce((sum, { facts }) => sum + facts, 0),
  }
}

const MONTH_MS = 30.5 * 86_400_000

/** Moves the facts of a batch back in time, each to another month. */
function spread(body: string, months: number): string {
  let index = 0
  const back = (time: string) => new Date(Date.parse(time) - (index++ % months) * MONTH_MS).toISOString()
  return months === 1 ? body : body.replace(/(?<="timestamp":")[^"]+/gu, back)
}

/** In another order (Fisher and Yates). */
export function shuffled<T>(items: T[], chance: () => number): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1))
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}
