import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Batch, Ledger } from './ledger.ts'

/** Where to send to. It changes when the server starts again, on another port. */
export type Target = { url: string; writeKey: string }

/** `status` is 0 where no answer came. */
export type Answer = { status: number; retryAfter: string | undefined; took_ms: number }

const PATIENCE_MS = 30_000
const BREATH_MS = 10
const PAUSE_MS = 200

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })

/** Sends a batch once. Only `200` is an acknowledgement. */
export async function deliver(target: Target, batch: Batch): Promise<Answer> {
  const from = performance.now()
  const answer = await post(target, batch.body).catch(() => ({ status: 0, retryAfter: undefined }))
  if (answer.status === 200) batch.isAcknowledged = true
  return { ...answer, took_ms: performance.now() - from }
}

function post({ url, writeKey }: Target, body: string): Promise<Omit<Answer, 'took_ms'>> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    }
    const request = http.request(new URL('/v1/batch', url), { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (response) => {
      response.resume()
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }))
    })
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.on('error', reject)
    request.end(body)
  })
}

export type Sending = {
  /** Every answer that came, with when. */
  answers: (Answer & { at_ms: number })[]
  /** Lets what is under way finish. */
  stop(): Promise<void>
}

/** Sends new batches, so many at a time, each once, whatever the answers; after one that is not an acknowledgement it waits a little longer. */
export function startSending(target: Target, ledger: Ledger, lines: number): Sending {
  const answers: Sending['answers'] = []
  let stopping = false
  const line = async () => {
    while (!stopping) {
      const answer = await deliver(target, ledger.next())
      answers.push({ ...answer, at_ms: performance.now() })
      await sleep(answer.status === 200 ? BREATH_MS : PAUSE_MS)
    }
  }
  const running = Promise.all(Array.from({ length: lines }, line))
  return {
    answers,
    async stop() {
      stopping = true
      await running
    },
  }
}

/** Sends batches, a few at a time, each until it is acknowledged, the way SDKs do. */
export async function sendAll(target: Target, batches: Batch[], lines = 4): Promise<void> {
  const left = [...batches]
  const line = async () => {
    for (let batch = left.shift(); batch; batch = left.shift()) {
      while ((await deliver(target, batch)).status !== 200) await sleep(PAUSE_MS)
    }
  }
  await Promise.all(Array.from({ length: lines }, line))
}

/** Sends new batches at a steady rate, on time, whatever the answers do: senders do not wait for each other. Bodies are not kept. */
export async function sendSteadily(
  target: Target,
  ledger: Ledger,
  { batches, perSecond }: { batches: number; perSecond: number },
): Promise<Answer[]> {
  const start_ms = performance.now()
  const under_way: Promise<Answer>[] = []
  while (under_way.length < batches) {
    const early_ms = start_ms + (under_way.length * 1000) / perSecond - performance.now()
    if (early_ms > 0) await sleep(early_ms)
    const batch = ledger.next()
    under_way.push(deliver(target, batch).finally(() => (batch.body = '')))
  }
  return Promise.all(under_way)
}
