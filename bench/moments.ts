import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { FACTS_EACH, PEOPLE, buildJourneys } from './journeys.ts'
import { ask, startLivingSystem } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'
import { watchMemory } from './memory.ts'

const RUNS = 3
const candidates = Array.from({ length: 30 }, (_, n) => `Step ${n}`)
/** Of those who came to a step of middling frequency: who had met what two months later, and whether another step came in the four months after. */
const question = {
  steps: 'facts',
  reached: { step: 'Step 5' },
  outcome: { kind: 'did', marker: { step: 'Step 14' } },
  landmarkDays: 60,
  horizonDays: 120,
  candidates,
}
const questions: Record<string, { path: string; body: object; bar?: number }> = {
  find: { path: '/moments/find', body: { question }, bar: 150 },
  attribution: { path: '/moments/attribution', body: { question: { steps: 'facts', outcome: { step: 'Step 30' }, resamples: 50 } } },
}

/**
 * Moments of truth over 30 touchpoints, of 10,000,000 facts of 200,000 people: through the API, as multiples of what it takes the warehouse to count the
 * same facts and whose they are, in turn.
 */
export async function benchMoments(scale: number): Promise<Figure[]> {
  const server = await startLivingSystem()
  try {
    const people = Math.round(PEOPLE * scale)
    await buildJourneys(server, people)
    const peak = watchMemory()
    const rounds: Record<string, number>[] = []
    for (let run = 0; run <= RUNS; run += 1) rounds.push(await askAll(server))
    const n = people * FACTS_EACH
    const median = (name: string) => percentile(rounds.slice(1).map((ms) => ms[name]!), 0.5) // the first run is everybody's first
    return [
      judge({ figure: 'moments.count', value: median('count'), unit: 'ms', n }),
      ...Object.entries(questions).flatMap(([name, { bar }]) => [
        judge({ figure: `moments.${name}_ms`, value: median(name), unit: 'ms', n }),
        judge({ figure: `moments.${name}`, value: median(name) / median('count'), unit: 'times the count', n, ...(bar !== undefined && { bar, rule: 'at most' }) }),
      ]),
      judge({ figure: 'moments.memory_peak', value: peak().server / 1000, unit: 'GB', bar: 4, rule: 'at most', n }),
    ]
  } finally {
    await server.stop()
  }
} // prettier-ignore

async function askAll(server: LivingSystem): Promise<Record<string, number>> {
  const { stores, workspaceId } = server
  const ms: Record<string, number> = {}
  const timed = async (name: string, work: () => Promise<unknown>) => {
    const from = performance.now()
    await work()
    ms[name] = performance.now() - from
  }
  const count = `select count(), uniq(profile_id) from facts where workspace_id = {workspaceId:UInt32} and not bot`
  await timed('count', () => stores.warehouse.query(count, { workspaceId }))
  for (const [name, { path, body }] of Object.entries(questions)) await timed(name, () => ask(server, path, body))
  return ms
}
