const Z_95 = 1.959963984540054

/** The 95% interval of a share (Wilson 1927), from so many hits of so many. It holds for shares near 0 and 1 too. */
export function wilson(hits: number, of: number): [low: number, high: number] {
  if (of === 0) return [0, 1]
  const share = hits / of
  const z2 = Z_95 ** 2 / of
  const centre = (share + z2 / 2) / (1 + z2)
  const margin = (Z_95 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of))) / (1 + z2)
  return [Math.max(0, centre - margin), Math.min(1, centre + margin)]
}
