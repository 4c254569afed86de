/** A condition of a fit model, judged already: its points (below 0 for what speaks against somebody), and whether it holds. */
export type FitCondition = { points: number; holds: boolean }

export type FitScore = {
  /** From 0 to 100. */
  score: number
  points: number
  /** The most points there are. */
  best: number
  /** In the order of the conditions: what each gives, and how much the score would change if it alone turned. */
  conditions: { points: number; wouldChange: number }[]
}

/** How well somebody fits: their points as a percentage of the best possible, no less than 0. A model in which nothing gives points scores 0. */
export function scoreFit(conditions: readonly FitCondition[]): FitScore {
  const best = conditions.reduce((sum, { points }) => sum + Math.max(0, points), 0)
  const given = conditions.map(({ points, holds }) => (holds ? points : 0))
  const points = given.reduce((sum, value) => sum + value, 0)
  const scaled = (some: number) => (best === 0 ? 0 : (100 * Math.max(0, some)) / best)
  const turned = conditions.map((condition, i) => points + (condition.holds ? 0 : condition.points) - given[i]!)
  return {
    score: scaled(points),
    points,
    best,
    conditions: given.map((value, i) => ({ points: value, wouldChange: scaled(turned[i]!) - scaled(points) })),
  }
}
