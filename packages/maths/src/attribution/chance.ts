/** A number in (0, 1), never either end. */
export type Chance = () => number

const TWO_32 = 4_294_967_296

/** A repeatable source of chance: the same seed gives the same numbers on every machine. */
export function createChance(seed: number): Chance {
  const fill = splitmix32(seed)
  const next = xoshiro128([fill(), fill(), fill(), fill()])
  return () => (next() + 0.5) / TWO_32
}

/**
 * Whole numbers below 2³², by xoshiro128++ (D. Blackman & S. Vigna, “Scrambled linear pseudorandom number generators”, ACM Transactions on
 * Mathematical Software 47, 2021).
 */
export function xoshiro128([first, second, third, fourth]: [number, number, number, number]): () => number {
  let [a, b, c, d] = [first | 0, second | 0, third | 0, fourth | 0]
  return () => {
    const drawn = (rotate((a + d) | 0, 7) + a) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return drawn
  }
}

function rotate(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by))
}

/**
 * What spreads a seed over a whole state: the 32-bit kin of G. L. Steele, D. Lea & C. H. Flood, “Fast splittable pseudorandom number generators”,
 * OOPSLA 2014.
 */
function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return mixed ^ (mixed >>> 16)
  }
}
