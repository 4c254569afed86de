import { judge } from './figure.ts'
import type { Figure } from './figure.ts'
import { beginSending, startLivingSystem, until } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'

const FACTS = 5_000_000
const PEOPLE = 100_000
const WARM_UP = 500_000
const STRETCH = 100_000

/**
 * Whether a fact costs more when there is more history: the rate of the last 100,000 of 5,000,000 facts, against that of the first 100,000
 * after warm-up. Warm-up is 500,000 facts, by when every person is known.
 */
export async function benchGrowth(scale: number): Promise<Figure[]> {
  const [facts, warmUp, stretch] = [FACTS * scale, WARM_UP * scale, STRETCH * scale]
  const server = await startLivingSystem()
  try {
    const errand = {
      prefix: 'growth',
      people: PEOPLE * scale,
      requests: facts / 100,
      factsPerRequest: 100,
      connections: 8,
      path: '/v1/batch',
    }
    const { account } = await beginSending(server, errand)
    const first = await stretchRate(server, [warmUp, warmUp + stretch])
    const last = await stretchRate(server, [facts - stretch, facts])
    await account
    return [
      judge({ figure: 'growth.first_rate', value: first, unit: 'facts/s', n: stretch }),
      judge({ figure: 'growth.last_rate', value: last, unit: 'facts/s', n: stretch }),
      judge({ figure: 'growth.ratio', value: last / first, unit: 'ratio', bar: 0.9, n: facts }),
    ]
  } finally {
    await server.stop()
  }
}

/** Rate between two counts of processed facts. Chunks end where they end: it is taken over the facts that really went. */
async function stretchRate(server: LivingSystem, [from, to]: [number, number]): Promise<number> {
  await until(server, from)
  const [start, at] = [performance.now(), server.processed()]
  await until(server, to)
  return (server.processed() - at) / ((performance.now() - start) / 1000)
}
