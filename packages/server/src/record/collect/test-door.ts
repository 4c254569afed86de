import { zstdDecompressSync } from 'node:zlib'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { createLog, virtualClock } from '../../ground/index.ts'
import type { PercorsoError, VirtualClock } from '../../ground/index.ts'
import { createIntake } from './intake.ts'
import type { Intake } from './intake.ts'
import { parseJson } from './parse-json.ts'
import { readEnvelope } from './read-envelope.ts'
import { registerCollection } from './routes.ts'
import type { Postgres } from '../../stores/index.ts'

export type TestDoor = { app: FastifyInstance; clock: VirtualClock; pressure: { now: PercorsoError | undefined }; intake: Intake }
export type IntakeRecord = {
  call: string | null
  facts: number
  ip: string | null
  userAgent: string | null
  items: Record<string, unknown>[]
}

/** The collection door alone, over a real intake. `pressure.now` is what it refuses with, and `intake.append` may be replaced. */
export function buildDoor(stores: { postgres: Postgres }, options: { trustProxy?: boolean } = {}): TestDoor {
  const clock = virtualClock(Date.UTC(2026, 0, 15, 12))
  const pressure: TestDoor['pressure'] = { now: undefined }
  const intake = createIntake(stores.postgres, () => undefined)
  const app = Fastify({ trustProxy: options.trustProxy ?? false })
  registerCollection(app, {
    intake,
    postgres: stores.postgres,
    clock,
    pressure: { refusal: () => pressure.now },
    log: createLog({ logLevel: 'silent', role: 'all' }),
  })
  return { app, clock, pressure, intake }
}

/** What the intake holds for a workspace, unpacked the way the worker does it. */
export async function intakeOf(stores: { postgres: Postgres }, workspaceId: number): Promise<IntakeRecord[]> {
  const { rows } = await stores.postgres.system.query<{
    encoding: number
    body: Buffer
    call: string | null
    facts: number
    ip: string | null
    ua: string | null
  }>('select encoding, body, call, facts, ip, user_agent as ua from intake where workspace_id = $1 order by intake_id', [workspaceId])
  return rows.map(({ encoding, body, call, facts, ip, ua }) => {
    const text = (encoding === 1 ? zstdDecompressSync(body) : body).toString('utf8')
    const { items } = readEnvelope(parseJson(text))
    return { call, facts, ip, userAgent: ua, items: items as Record<string, unknown>[] }
  })
}
