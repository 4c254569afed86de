import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildServer, createToken } from '../../packages/server/src/doors/http/index.ts'
import { createMetrics } from '../../packages/server/src/doors/metrics.ts'
import { createLog, readConfig, systemClock } from '../../packages/server/src/ground/index.ts'
import { createIntake } from '../../packages/server/src/record/collect/index.ts'
import { openStores } from '../../packages/server/src/stores/index.ts'
import { buildWorkspace } from '../../packages/server/src/testing/builders.ts'
import { createFollowing } from '../../packages/server/src/testing/following.ts'

type Past = { startsAt: number; timeZone: string }

/** A whole Percorso on embedded stores whose work goes by a clock of its own, which begins in the past; its API is asked without a network. */
export async function startPastSystem({ startsAt, timeZone }: Past) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-demo-'))
  fs.chmodSync(dataDir, 0o711)
  const config = readConfig({ dataDir, logLevel: 'error', port: 0 })
  const log = createLog(config)
  const stores = await openStores(config, log)
  const workspace = await buildWorkspace(stores, { timeZone })
  const { workspaceId } = workspace
  const token = await createToken({ postgres: stores.postgres, clock: systemClock }, { workspaceId, kind: 'token', name: 'evals' })
  const server = buildServer({
    stores,
    intake: createIntake(stores.postgres, () => {}),
    pressure: { refusal: () => undefined },
    config,
    clock: systemClock,
    log,
    registry: createMetrics(async () => 0).registry,
  })

  /** Asks the API: with a body by POST, else by GET. */
  async function ask<Answer>(url: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await server.inject({ method: body ? 'POST' : 'GET', url: `/api/v1${url}`, headers, ...(body && { payload: body }) })
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json<Answer>()
  }

  async function stop(): Promise<void> {
    await server.close()
    await stores.close()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }

  return { stores, workspaceId, ...createFollowing(stores, workspace, startsAt), ask, stop }
}

export type PastSystem = Awaited<ReturnType<typeof startPastSystem>>
