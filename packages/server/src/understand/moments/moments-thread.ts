import { momentsOfTruth } from '@percorso/maths'
import type { Limits, Moment } from '@percorso/maths'

/** Who met which candidate: the numbers of all people's candidates, one person after the other, and how many each has. */
export type Met = { numbers: Uint16Array; counts: Uint32Array }

/** What is worked out beside the event loop: `candidates` are numbers (0 for what nobody can meet), and named in the answer by their place among them. */
export type MomentsWork = { outcomes: Uint8Array; met: Met; candidates: number[]; knownBefore: Float64Array[]; limits: Limits }

export function work({ outcomes, met, candidates, knownBefore, limits }: MomentsWork): Moment[] {
  const columns = new Map(candidates.map((number) => [number, new Uint8Array(outcomes.length)]))
  let at = 0
  for (const [person, count] of met.counts.entries()) {
    for (const end = at + count; at < end; at += 1) columns.get(met.numbers[at]!)![person] = 1
  }
  const named = candidates.map((number, place) => ({ touchpoint: String(place), exposed: columns.get(number)! }))
  return momentsOfTruth({ outcomes, candidates: named, knownBefore }, limits)
}
