/** For tests: one person or occasion with what it was exposed to, what came of it, and those it may be compared with. */
export type Case = { exposed: boolean; outcome: boolean; stratum: string }
export type Amount = { exposed: boolean; value: number; stratum: string }
/** An estimate on the scale of logarithms. */
export type Estimate = { ratio: number; se: number; n: number }

/** The odds ratio within strata (B. Woolf, 1955: logarithms weighted by their precision). */
export function oddsRatio(cases: Case[]): Estimate {
  const tables = [...Map.groupBy(cases, ({ stratum }) => stratum).values()].map((group) => {
    const count = (exposed: boolean, outcome: boolean) =>
      group.filter((one) => one.exposed === exposed && one.outcome === outcome).length + 0.5
    const [a, b, c, d] = [count(true, true), count(true, false), count(false, true), count(false, false)]
    return { log: Math.log((a * d) / (b * c)), variance: 1 / a + 1 / b + 1 / c + 1 / d }
  })
  return pool(tables, cases.length)
}

/** The ratio of mean values within strata. */
export function meanRatio(amounts: Amount[]): Estimate {
  const ratios = [...Map.groupBy(amounts, ({ stratum }) => stratum).values()].flatMap((group) => {
    const [exposed, others] = [true, false].map((wanted) =>
      describe(group.filter(({ exposed }) => exposed === wanted).map(({ value }) => value)),
    )
    if (!exposed || !others) return []
    return [{ log: Math.log(exposed.mean / others.mean), variance: exposed.relativeVariance + others.relativeVariance }]
  })
  return pool(ratios, amounts.length)
}

function describe(values: number[]): { mean: number; relativeVariance: number } | undefined {
  if (values.length < 30) return undefined
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, relativeVariance: variance / values.length / mean ** 2 }
}

function pool(parts: { log: number; variance: number }[], n: number): Estimate {
  const weight = parts.reduce((sum, { variance }) => sum + 1 / variance, 0)
  const log = parts.reduce((sum, part) => sum + part.log / part.variance, 0) / weight
  return { ratio: Math.exp(log), se: Math.sqrt(1 / weight), n }
}
