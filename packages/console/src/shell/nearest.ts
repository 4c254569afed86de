const SHOWN = 3

/** The screens whose addresses have most pairs of letters in common with a wrong one. */
export function nearest<Screen extends { path: string }>(wrong: string, screens: Screen[]): Screen[] {
  const asked = pairsOf(wrong)
  const likeness = ({ path }: Screen) => {
    const pairs = pairsOf(path)
    const both = [...pairs].filter((pair) => asked.has(pair)).length
    return (2 * both) / (pairs.size + asked.size || 1)
  }
  return screens
    .map((screen) => ({ screen, alike: likeness(screen) }))
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, SHOWN)
    .map(({ screen }) => screen)
}

function pairsOf(path: string): Set<string> {
  const letters = path.toLowerCase().replaceAll(/[^a-z]/gu, '')
  return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)))
}
