import { buildBatch, createChance } from '../bench/facts.ts'

/** One request. Its facts' message ids are `${id}-0`, `${id}-1`, … */
export type Batch = { id: string; facts: number; body: string; isAcknowledged: boolean }

/** Everything that was ever sent, and what of it was acknowledged. */
export type Ledger = { batches: Batch[]; next(): Batch; facts(which?: 'acknowledged'): number }

export type LedgerOptions = { people: number; factsPerBatch: number; seed: number }

export function createLedger({ people, factsPerBatch, seed }: LedgerOptions): Ledger {
  const crowd = { people, chance: createChance(seed) }
  const batches: Batch[] = []
  return {
    batches,
    next() {
      const id = `batch.${seed}.${batches.length}`
      const batch = { id, facts: factsPerBatch, body: buildBatch(crowd, id, factsPerBatch), isAcknowledged: false }
      batches.push(batch)
      return batch
    },
    facts: (which) =>
      batches.filter(({ isAcknowledged }) => isAcknowledged || which === undefined).reduce((sum, { facts }) => sum + facts, 0),
  }
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
