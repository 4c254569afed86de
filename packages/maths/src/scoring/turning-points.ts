/** `weight · e^(−rate · t)` */
export type Decay = { weight: number; rate: number }

const HALVINGS = 60

/** Where in (0, length) a sum of decays turns from rising to falling or back, in order: between two of these it goes one way only. */
export function turningPoints(decays: readonly Decay[], length: number): number[] {
  return rootsOf(slopeOf(decays), length)
}

/**
 * Where a sum of decays changes its sign. Divided by its slowest decay it keeps its signs, and its slope has one decay less: the roots of
 * that slope, found in the same way, cut the time into pieces that hold one root at most. (The argument by which a sum of n exponentials
 * has no more than n − 1 roots: G. Pólya & G. Szegő, Problems and Theorems in Analysis II, part V.)
 */
function rootsOf(decays: readonly Decay[], length: number): number[] {
  const terms = merged(decays)
  if (terms.every(({ weight }) => weight > 0) || terms.every(({ weight }) => weight < 0)) return []
  const slowest = Math.min(...terms.map(({ rate }) => rate))
  const relative = terms.map(({ weight, rate }) => ({ weight, rate: rate - slowest }))
  const cuts = [0, ...rootsOf(slopeOf(relative), length), length]
  return cuts.slice(1).flatMap((to, i) => signChange(relative, cuts[i]!, to))
}

function slopeOf(decays: readonly Decay[]): Decay[] {
  return decays.map(({ weight, rate }) => ({ weight: -weight * rate, rate }))
}

function merged(decays: readonly Decay[]): Decay[] {
  const weights = new Map<number, number>()
  for (const { weight, rate } of decays) weights.set(rate, (weights.get(rate) ?? 0) + weight)
  return [...weights].map(([rate, weight]) => ({ weight, rate })).filter(({ weight }) => weight !== 0)
}

function signChange(decays: readonly Decay[], from: number, to: number): number[] {
  const positive = (t: number) => decays.reduce((sum, { weight, rate }) => sum + weight * Math.exp(-rate * t), 0) > 0
  const before = positive(from)
  if (before === positive(to)) return []
  let [low, high] = [from, to]
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2
    if (positive(middle) === before) low = middle
    else high = middle
  }
  return [high]
}
