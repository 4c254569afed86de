/**
 * People who met the same touchpoints in the same order: how many of their journeys ended in the outcome, and how many without it. `ages` says how
 * long before the end each step was, in any one unit.
 */
export type PathCount = { steps: readonly string[]; converted: number; lost: number; ages?: readonly number[] }

/** All touchpoints on some path, each once, in the order of the alphabet, so that the order of the paths cannot matter. */
export function touchpointsOf(paths: readonly PathCount[]): string[] {
  const all = new Set<string>()
  for (const { steps } of paths) for (const step of steps) all.add(step)
  return [...all].sort()
}

/** The touchpoints that everybody who converted has met: without them there is no outcome, so their removal proves nothing. */
export function mandatoryOf(paths: readonly PathCount[]): Set<string> {
  const [first, ...others] = paths.filter(({ converted }) => converted > 0)
  const left = new Set(first?.steps)
  for (const { steps } of others) {
    const met = new Set(steps)
    for (const step of left) if (!met.has(step)) left.delete(step)
  }
  return left
}
