import { bucket } from './buckets.ts'
import type { Buckets } from './buckets.ts'
import type { OrderedLog } from './ordered-log.ts'

/** A sequence of activities that cases went through: how many, their share of all, and that of these and all more frequent ones. */
export type Variant = { sequence: Uint32Array; count: number; share: number; cumulative: number; exampleCase: number }
/** From the most frequent to the least, those of one frequency as they first come. `variantOf` is by case. */
export type Variants = { activities: readonly string[]; variants: Variant[]; variantOf: Uint32Array; byVariant: Buckets }

/** The distinct sequences of a log (W. M. P. van der Aalst, “Process Mining”, Springer 2016). One hash a case; what has the same hash is compared. */
export function variantsOf(log: OrderedLog): Variants {
  const { found, firstCases } = findVariants(log)
  const groups = bucket(found, firstCases.length)
  const countOf = (group: number) => groups.starts[group + 1]! - groups.starts[group]!
  const order = [...firstCases.keys()].sort((a, b) => countOf(b) - countOf(a) || a - b)
  const rank = new Uint32Array(order.length)
  for (const [place, group] of order.entries()) rank[group] = place
  const variantOf = found.map((group) => rank[group]!)
  let covered = 0
  const variants = order.map((group): Variant => {
    const [count, exampleCase] = [countOf(group), firstCases[group]!]
    covered += count
    return { sequence: sequenceOf(log, exampleCase), count, share: count / found.length, cumulative: covered / found.length, exampleCase }
  })
  return { activities: log.activities, variants, variantOf, byVariant: bucket(variantOf, variants.length) }
}

/** The cases that went through a variant. */
export function casesOf({ byVariant }: Variants, variant: number): Uint32Array {
  return byVariant.members.subarray(byVariant.starts[variant], byVariant.starts[variant + 1])
}

/** The activities of a case, in order. */
export function sequenceOf(log: OrderedLog, c: number): Uint32Array {
  return log.activityOf.subarray(log.starts[c], log.starts[c + 1])
}

function findVariants(log: OrderedLog): { found: Uint32Array; firstCases: number[] } {
  const firstByHash = new Map<number, number>()
  const firstCases: number[] = []
  /** The next variant with the same hash, if there is one. */
  const alikes: number[] = []
  const found = new Uint32Array(log.cases.length)
  for (let c = 0; c < found.length; c += 1) {
    const sequence = sequenceOf(log, c)
    const hash = hashOf(sequence)
    let variant = firstByHash.get(hash) ?? -1
    while (variant !== -1 && !equal(sequence, sequenceOf(log, firstCases[variant]!))) variant = alikes[variant]!
    if (variant === -1) {
      variant = firstCases.push(c) - 1
      alikes.push(firstByHash.get(hash) ?? -1)
      firstByHash.set(hash, variant)
    }
    found[c] = variant
  }
  return { found, firstCases }
}

/** FNV-1a over whole numbers. */
function hashOf(sequence: Uint32Array): number {
  let hash = 0x811c9dc5
  for (let k = 0; k < sequence.length; k += 1) hash = Math.imul(hash ^ sequence[k]!, 0x01000193)
  return hash
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false
  for (let k = 0; k < a.length; k += 1) if (a[k] !== b[k]) return false
  return true
}
