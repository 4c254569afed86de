import { blockNet, conformanceOf } from '@percorso/maths'
import type { AlignedVariant, Block, Move } from '@percorso/maths'

/** A way through that journeys took: the steps in it (numbers from 1 into `touchpoints`), and how many journeys took it. */
export type LivedVariant = { steps: number[]; count: number }
export type AlignInput = { variants: LivedVariant[]; touchpoints: string[]; block: Block; ofStep: Record<string, string[]> }
/** A deviation in one way through: `of` is the id of a step or, of what is ad hoc or out of order, of a touchpoint. */
export type LivedGap = { kind: 'missing' | 'wrongOrder' | 'adHoc'; of: string; times: number }
/** A step that was taken for the first time at a place (from 1), and the place of the designed step that was taken before it; 0 for none. */
export type Met = { step: string; place: number; before: number }
export type AlignedWay = { fits: boolean; fitness: number; gaps: LivedGap[]; met: Met[] }
export type AlignAnswer = { ways: (AlignedWay | undefined)[]; stepsLeast: number } | { problem: string }

const LIMITS = { markings: 100_000, pairs: 2 ** 24, allPairs: 1_500_000_000 }

/** What a thread does: holds each way through against the map, the commonest first. */
export function work({ variants, touchpoints, block, ofStep }: AlignInput): AlignAnswer {
  const all = variants.reduce((sum, { count }) => sum + count, 0)
  const found = conformanceOf(
    {
      activities: ['', ...touchpoints],
      variants: variants.map(({ steps, count }, exampleCase) => ({ sequence: Uint32Array.from(steps), count, share: count / all, cumulative: 0, exampleCase })),
      variantOf: new Uint32Array(0),
      byVariant: { starts: new Uint32Array(1), members: new Uint32Array(0) },
    },
    blockNet(block),
    LIMITS,
  )
  if ('problem' in found) return found
  return { ways: found.aligned.map((aligned) => aligned && wayOf(aligned, ofStep)), stepsLeast: found.shortestRun }
} // prettier-ignore

function wayOf({ cost, fitness, moves }: AlignedVariant, ofStep: Record<string, string[]>): AlignedWay {
  return { fits: cost === 0, fitness, gaps: gapsOf(moves, ofStep), met: metIn(moves) }
}

/**
 * Deviations as a customer would tell them. What was met, but elsewhere, is a step missing at its place and a touchpoint out of order: that is one thing,
 * not two, and nobody left anything out.
 */
function gapsOf(moves: Move[], ofStep: Record<string, string[]>): LivedGap[] {
  const elsewhere = new Map<string, number>()
  for (const { kind, activity } of moves) if (kind === 'wrong order') elsewhere.set(activity, (elsewhere.get(activity) ?? 0) + 1)
  const gaps = new Map<string, LivedGap>()
  const add = (kind: LivedGap['kind'], of: string) => {
    const gap = gaps.get(`${kind} ${of}`) ?? { kind, of, times: 0 }
    gap.times += 1
    gaps.set(`${kind} ${of}`, gap)
  }
  for (const { kind, activity, part } of moves) {
    if (kind === 'ad hoc') add('adHoc', activity)
    if (kind === 'wrong order') add('wrongOrder', activity)
    if (kind !== 'missing' || part === undefined) continue
    const met = ofStep[part]!.find((touchpoint) => (elsewhere.get(touchpoint) ?? 0) > 0)
    if (met === undefined) add('missing', part)
    else elsewhere.set(met, elsewhere.get(met)! - 1)
  }
  return [...gaps.values()]
}

function metIn(moves: Move[]): Met[] {
  const met = new Map<string, Met>()
  let [place, before] = [0, 0]
  for (const { kind, part } of moves) {
    if (kind === 'missing') continue
    place += 1
    if (kind !== 'met' || part === undefined) continue
    if (!met.has(part)) met.set(part, { step: part, place, before })
    before = place
  }
  return [...met.values()]
}
