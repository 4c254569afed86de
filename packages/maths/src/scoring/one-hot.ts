/** Which columns a field with levels becomes: one for each level that is common enough, and a last one for all others. */
export type OneHot = { levels: string[]; columns: number; column: ReadonlyMap<string, number> }

/**
 * One-hot columns for the levels that occur at least so often. Rarer levels share the last column, and so do those never seen before: what is
 * known of rare levels is the best that is known of a new one. Every level has a column, so the columns add up to 1: a fit needs `l2` above 0,
 * and then each coefficient is a difference from the mean.
 */
export function oneHotOf(values: readonly string[], atLeast: number): OneHot {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const levels = [...counts.keys()].filter((level) => counts.get(level)! >= atLeast).sort()
  return { levels, columns: levels.length + 1, column: new Map(levels.map((level, index) => [level, index])) }
}

/** The columns of one value: a single 1. */
export function encode({ columns, column }: OneHot, value: string): number[] {
  const place = column.get(value) ?? columns - 1
  return Array.from({ length: columns }, (_, j) => (j === place ? 1 : 0))
}
