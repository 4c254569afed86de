import type { Variant } from './variants.ts'

/**
 * What became of an activity: `met`, as designed; `missing`, designed and not lived; `ad hoc`, lived and not in the design at all; `wrong order`, in the
 * design, but not there or not so often. `part`: of the design, where the model names it.
 */
export type Move = { kind: 'met' | 'missing' | 'ad hoc' | 'wrong order'; activity: string; part?: string | undefined }
/** `fitness` is 1 where nothing deviates, 0 where nothing agrees. */
export type AlignedVariant = { cost: number; fitness: number; moves: Move[] }
/** A way in which one activity deviates: how often, over all cases; in how many cases; and in which variants, so that their people can be opened. */
export type Deviation = { kind: Exclude<Move['kind'], 'met'>; activity: string; times: number; cases: number; variants: number[] }

/** From the one that most cases share to the least. */
export function deviationsOf(variants: readonly Variant[], aligned: readonly (AlignedVariant | undefined)[]): Deviation[] {
  const found = new Map<string, Deviation>()
  for (const [index, { count }] of variants.entries()) {
    for (const { kind, activity } of aligned[index]?.moves ?? []) {
      if (kind === 'met') continue
      const key = `${kind} ${activity}`
      const deviation = found.get(key) ?? { kind, activity, times: 0, cases: 0, variants: [] }
      found.set(key, deviation)
      deviation.times += count
      if (deviation.variants.at(-1) === index) continue
      deviation.cases += count
      deviation.variants.push(index)
    }
  }
  return [...found.values()].sort((a, b) => b.cases - a.cases || b.times - a.times)
}
