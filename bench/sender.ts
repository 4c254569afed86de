import http from 'node:http'
import { buildBatch, createChance } from './facts.ts'

/** What the sender is told to do. It runs in a process of its own, on the same cores as the server. */
export type Errand = {
  url: string
  writeKey: string
  prefix: string
  people: number
  requests: number
  factsPerRequest: number
  /** Requests under way at a time (closed loop)… */
  connections: number
  /** …or requests a second, started on time whatever the answers do (open loop). */
  requestsPerSecond?: number
  /** Build every body before the first is sent, so that building them costs the measured time nothing. */
  builtBefore?: boolean
  path: string
}
export type Account = { accepted: number; refused: number; latencies_ms: number[] }

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })

function post(errand: Errand, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${errand.writeKey}`,
    }
    const request = http.request(new URL(errand.path, errand.url), { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function sendOne(errand: Errand, account: Account, { body, due_ms }: { body: string; due_ms: number }): Promise<void> {
  const status = await post(errand, body).catch(() => 0)
  account.latencies_ms.push(performance.now() - due_ms)
  if (status === 200) account.accepted += errand.factsPerRequest
  else account.refused += errand.factsPerRequest
}

async function sendClosedLoop(errand: Errand, next: (index: number) => string): Promise<Account> {
  const account: Account = { accepted: 0, refused: 0, latencies_ms: [] }
  let index = 0
  const line = async () => {
    while (index < errand.requests) await sendOne(errand, account, { body: next(index++), due_ms: performance.now() })
  }
  await Promise.all(Array.from({ length: errand.connections }, line))
  return account
}

async function sendOpenLoop(errand: Errand, next: (index: number) => string): Promise<Account> {
  const account: Account = { accepted: 0, refused: 0, latencies_ms: [] }
  const every_ms = 1000 / errand.requestsPerSecond!
  const start_ms = performance.now()
  const sent: Promise<void>[] = []
  for (let index = 0; index < errand.requests;) {
    const due_ms = start_ms + index * every_ms
    const early_ms = due_ms - performance.now()
    if (early_ms > 0) await new Promise((resolve) => setTimeout(resolve, early_ms))
    else sent.push(sendOne(errand, account, { body: next(index++), due_ms }))
  }
  await Promise.all(sent)
  return account
}

process.on('message', async (errand: Errand) => {
  const crowd = { people: errand.people, chance: createChance(errand.requests) }
  const build = (index: number) => buildBatch(crowd, `${errand.prefix}-${index}`, errand.factsPerRequest)
  const built = errand.builtBefore ? Array.from({ length: errand.requests }, (_, index) => build(index)) : []
  const next = errand.builtBefore ? (index: number) => built[index]! : build
  process.send!('ready')
  const account = await (errand.requestsPerSecond ? sendOpenLoop(errand, next) : sendClosedLoop(errand, next))
  process.send!(account, () => process.exit(0))
})
