import type { PathCount } from './paths.ts'

/** The conversions that a rule of thumb credits each touchpoint with. Such rules describe; they say nothing about what caused a conversion. */
export type Credits = { first: number; last: number; linear: number; timeDecay: number; positionBased: number }

type Rule = keyof Credits
/** The weight of each step of a path; they are scaled to a sum of 1. */
type Weigh = (path: PathCount, halfLife: number) => number[]

/** What the first step and the last step get each by position; those between share the rest. */
const AT_THE_ENDS = 0.4

const rules: [Rule, Weigh][] = [
  ['first', ({ steps }) => steps.map((_, i) => (i === 0 ? 1 : 0))],
  ['last', ({ steps }) => steps.map((_, i) => (i === steps.length - 1 ? 1 : 0))],
  ['linear', ({ steps }) => steps.map(() => 1)],
  ['timeDecay', decaying],
  ['positionBased', ({ steps: { length } }) => Array.from({ length }, (_, i) => positionWeight(i, length))],
]

/**
 * Shares each path's conversions among its steps, a touchpoint that is met twice being credited twice: all to the first; all to the last; equally;
 * halved for each `halfLife` before the end (in the unit of the paths' ages, and in steps for paths without); 40% to the first and to the last each.
 */
export function creditsOf(paths: readonly PathCount[], halfLife: number): Map<string, Credits> {
  const credits = new Map<string, Credits>()
  for (const path of paths) {
    for (const step of path.steps) if (!credits.has(step)) credits.set(step, noCredits())
    if (path.converted > 0)
      for (const [rule, weigh] of rules) share(path, weigh(path, halfLife), (step, part) => (credits.get(step)![rule] += part))
  }
  return credits
}

function noCredits(): Credits {
  return { first: 0, last: 0, linear: 0, timeDecay: 0, positionBased: 0 }
}

function share({ steps, converted }: PathCount, weights: number[], give: (step: string, part: number) => void): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, step] of steps.entries()) give(step, (converted * weights[i]!) / total)
}

/** Counted from the youngest step, so that a path long ago does not weigh nothing at all. */
function decaying({ steps, ages }: PathCount, halfLife: number): number[] {
  const old = ages ?? steps.map((_, i) => steps.length - 1 - i)
  const youngest = old.reduce((least, age) => Math.min(least, age), Infinity)
  return old.map((age) => 2 ** ((youngest - age) / halfLife))
}

function positionWeight(i: number, length: number): number {
  if (length <= 2) return 1
  return i === 0 || i === length - 1 ? AT_THE_ENDS : (1 - 2 * AT_THE_ENDS) / (length - 2)
}
