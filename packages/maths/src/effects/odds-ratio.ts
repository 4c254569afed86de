import type { Counted } from '../probability/newcombe.ts'
import { twoSidedP, Z_95 } from '../probability/normal.ts'
import type { Ratio } from './e-value.ts'

/** An odds ratio with its 95% interval, and the p-value of “no association”. */
export type OddsRatio = Ratio & { p: number }

/**
 * The odds of those exposed over the odds of the others, with the interval of B. Woolf, “On estimating the relation between blood group and disease”,
 * Annals of Human Genetics 19 (1955). If a cell is empty, half a person is added to each (J. B. S. Haldane, same journal, 20, 1956).
 */
export function oddsRatioOf(exposed: Counted, others: Counted): OddsRatio {
  const cells = [exposed.count, exposed.n - exposed.count, others.count, others.n - others.count]
  const [a, b, c, d] = (cells.includes(0) ? cells.map((cell) => cell + 0.5) : cells) as [number, number, number, number]
  return fromLogOdds(Math.log((a * d) / (b * c)), Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
}

/** The odds ratio of a difference in log-odds. */
export function fromLogOdds(difference: number, standardError: number): OddsRatio {
  const reach = Z_95 * standardError
  return {
    value: Math.exp(difference),
    low: Math.exp(difference - reach),
    high: Math.exp(difference + reach),
    p: twoSidedP(difference / standardError),
  }
}
