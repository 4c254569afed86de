import type { Chance } from './chance.ts'

/** From this mean on, searching from zero takes longer than rejection does. */
const LARGE = 10

/**
 * A Poisson-distributed count of this mean: by inversion where it is small, else by transformed rejection with a squeeze (PTRS of W. Hörmann, “The
 * transformed rejection method for generating Poisson random variables”, Insurance: Mathematics and Economics 12, 1993).
 */
export function drawPoisson(mean: number, chance: Chance): number {
  return mean < LARGE ? invert(mean, chance) : reject(mean, chance)
}

function invert(mean: number, chance: Chance): number {
  let [count, probability, left] = [0, Math.exp(-mean), chance()]
  while (left > probability && probability > 0) {
    left -= probability
    count += 1
    probability *= mean / count
  }
  return count
}

function reject(mean: number, chance: Chance): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = chance() - 0.5
    const v = chance()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    const bound = count * Math.log(mean) - mean - logFactorial(count)
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= bound) return count
  }
}

/** ln n! by Stirling's series from a shifted argument: the error is below 1e-12. */
function logFactorial(n: number): number {
  let [x, product] = [n + 1, 1]
  for (; x < 12; x += 1) product *= x
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
}
