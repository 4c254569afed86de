/** A seeded source of chance: the same key gives the same numbers, for ever and on every machine. */
export type Chance = {
  /** In [0, 1). */
  next(): number
  is(probability: number): boolean
  between(from: number, to: number): number
  whole(from: number, to: number): number
  pick<Item>(list: readonly Item[]): Item
  /** One of the list, by `weight`. */
  weighted<Item extends { weight: number }>(list: readonly Item[]): Item
  normal(): number
  /** Log-normal around a mean of one. */
  factor(spread: number): number
}

/** Chance by sfc32 (Chris Doty-Humphrey, PractRand), seeded from a text. */
export function createChance(key: string): Chance {
  const next = sfc32(hash128(key))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    normal,
    is: (probability) => next() < probability,
    between: (from, to) => from + next() * (to - from),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted: (list) => pickWeighted(list, next()),
    factor: (spread) => Math.exp(spread * normal() - (spread * spread) / 2),
  }
}

function pickWeighted<Item extends { weight: number }>(list: readonly Item[], share: number): Item {
  let left = share * list.reduce((sum, { weight }) => sum + weight, 0)
  return list.find(({ weight }) => (left -= weight) < 0) ?? list.at(-1)!
}

/** The probability whose odds are those of `base`, times these factors. */
export function withOdds(base: number, factors: number[]): number {
  const odds = factors.reduce((product, factor) => product * factor, base / (1 - base))
  return odds / (1 + odds)
}

/** Eight letters and digits that stand for a text. */
export function shortHash(text: string): string {
  return hash128(text)[0].toString(36).padStart(7, '0')
}

type Seed = [number, number, number, number]

/** cyrb128 (bryc, public domain): 128 bits of a text. */
function hash128(text: string): Seed {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  a ^= b ^ c ^ d
  return [a >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0]
}

function sfc32([first, second, third, fourth]: Seed): () => number {
  let [a, b, c, d] = [first | 0, second | 0, third | 0, fourth | 0]
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round += 1) next()
  return next
}
