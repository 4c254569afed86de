import { setTimeout as sleep } from 'node:timers/promises'
import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { send, startLivingSystem } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'

const REQUESTS_PER_SECOND = 300
const FACTS_PER_REQUEST = 10
const SECONDS = 60
const LOAD = { people: 100_000, factsPerRequest: FACTS_PER_REQUEST, connections: 0, requestsPerSecond: REQUESTS_PER_SECOND }

/**
 * At a steady 3,000 facts/s: how long an answer takes, against a bare route in the same server that writes the same body in one PostgreSQL
 * commit; and how long until an accepted fact is on its person's timeline (which reads PostgreSQL and the warehouse).
 */
export async function benchLatency(scale: number): Promise<Figure[]> {
  const requests = Math.max(10, Math.round(SECONDS * scale)) * REQUESTS_PER_SECOND
  const server = await startLivingSystem()
  try {
    await addBareRoute(server)
    await send(server, { ...LOAD, prefix: 'warm', requests: 5 * REQUESTS_PER_SECOND, path: '/v1/batch' })
    const bare = await send(server, { ...LOAD, prefix: 'bare', requests, path: '/bare/commit' })
    const probing = { on: true }
    const probes = probe(server, probing)
    const real = await send(server, { ...LOAD, prefix: 'real', requests, path: '/v1/batch' })
    probing.on = false
    const visible = await probes
    const [bareP99, realP99] = [percentile(bare.latencies_ms, 0.99), percentile(real.latencies_ms, 0.99)]
    return [
      judge({ figure: 'latency.answer_p50', value: percentile(real.latencies_ms, 0.5), unit: 'ms', n: requests }),
      judge({ figure: 'latency.answer_p99', value: realP99, unit: 'ms', n: requests }),
      judge({ figure: 'latency.bare_commit_p99', value: bareP99, unit: 'ms', n: requests }),
      judge({ figure: 'latency.answer_ratio', value: realP99 / bareP99, unit: 'ratio', bar: 5, rule: 'at most', n: requests }),
      judge({ figure: 'latency.refused', value: real.refused, unit: 'facts', bar: 0, rule: 'at most', n: requests }),
      judge({ figure: 'latency.visible_p50', value: percentile(visible, 0.5), unit: 'ms', n: visible.length }),
      judge({ figure: 'latency.visible_p99', value: percentile(visible, 0.99), unit: 'ms', bar: 500, rule: 'at most', n: visible.length }),
    ]
  } finally {
    await server.stop()
  }
}

async function addBareRoute(server: LivingSystem): Promise<void> {
  const { system } = server.stores.postgres
  const owner = await server.stores.postgres.owner()
  await owner.query('create table bare (id bigint generated always as identity primary key, body bytea not null)')
  await owner.query('grant insert on bare to percorso_system')
  await owner.end()
  server.addRoute('commit', async (body) => void (await system.query('insert into bare (body) values ($1)', [body])))
}

/** Sends a fact of its own now and then and asks for the person's timeline until it is there. Returns how long that took, each in ms. */
async function probe(server: LivingSystem, probing: { on: boolean }): Promise<number[]> {
  const waits: number[] = []
  for (let index = 0; probing.on; index += 1) {
    const messageId = `probe-${index}`
    const userId = `probed-${index % 20}`
    const headers = { authorization: `Bearer ${server.writeKey}`, 'content-type': 'application/json' }
    await fetch(`${server.url}/v1/track`, { method: 'POST', headers, body: JSON.stringify({ userId, event: 'Probed', messageId }) })
    const accepted = performance.now()
    while (!(await isVisible(server, userId, messageId))) await sleep(5)
    waits.push(performance.now() - accepted)
    await sleep(100)
  }
  return waits
}

async function isVisible(server: LivingSystem, userId: string, messageId: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${server.token}` }
  const found = await fetch(`${server.url}/api/v1/profiles/by/user_id/${userId}`, { headers })
  if (found.status !== 200) return false
  const { profileId } = (await found.json()) as { profileId: string }
  const answer = await fetch(`${server.url}/api/v1/profiles/${profileId}/timeline?limit=5`, { headers })
  const { items } = (await answer.json()) as { items: { messageId: string }[] }
  return items.some((item) => item.messageId === messageId)
}
