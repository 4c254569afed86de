import { fork } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildServer, createToken } from '../packages/server/src/doors/http/index.ts'
import { createMetrics } from '../packages/server/src/doors/metrics.ts'
import { startWorker } from '../packages/server/src/doors/worker/index.ts'
import type { Worker } from '../packages/server/src/doors/worker/index.ts'
import { createLog, readConfig, systemClock } from '../packages/server/src/ground/index.ts'
import { createFreshRequests, createIntake } from '../packages/server/src/record/collect/index.ts'
import { openStores } from '../packages/server/src/stores/index.ts'
import type { Stores } from '../packages/server/src/stores/index.ts'
import { buildWorkspace } from '../packages/server/src/testing/builders.ts'
import type { Account, Errand } from './sender.ts'

/** A whole Percorso on embedded stores in this process, with a workspace to send to. */
export type LivingSystem = {
  url: string
  writeKey: string
  token: string
  workspaceId: number
  stores: Stores
  dataDir: string
  /** Tells the worker that something waits. */
  wake: () => void
  /** Facts processed so far: people updated, stored in the warehouse, committed. */
  processed(): number
  addRoute: (path: string, handle: (body: Buffer) => Promise<void>) => void
  stop(): Promise<void>
}

/** Starts it in a fresh folder, which `stop` removes. */
export async function startLivingSystem(): Promise<LivingSystem> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-bench-'))
  fs.chmodSync(dataDir, 0o711)
  const config = readConfig({ dataDir, logLevel: 'error', port: 0 })
  const log = createLog(config)
  const stores = await openStores(config, log)
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const token = await createToken({ postgres: stores.postgres, clock: systemClock }, { workspaceId, kind: 'token', name: 'bench' })
  let processed = 0
  const fresh = createFreshRequests()
  const worker: Worker = startWorker({ stores, log, fresh, onChunk: ({ facts }) => void (processed += facts), onFailure: () => {} })
  const intake = createIntake(stores.postgres, worker.wake, fresh)
  const server = buildServer({
    stores,
    intake,
    pressure: { refusal: () => undefined },
    config,
    clock: systemClock,
    log,
    registry: createMetrics(async () => 0).registry,
  })
  const bare = new Map<string, (body: Buffer) => Promise<void>>()
  server.post<{ Params: { name: string }; Body: Buffer }>('/bare/:name', async ({ params, body }) => {
    await bare.get(params.name)!(body)
    return { success: true }
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    writeKey,
    token,
    workspaceId,
    stores,
    dataDir,
    wake: worker.wake,
    processed: () => processed,
    addRoute: (name, handle) => void bare.set(name, handle),
    async stop() {
      await server.close()
      await worker.stop()
      await stores.close()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type Sending = { account: Promise<Account>; stop: () => void }

/** Sends from another process. Resolves when it begins; `account` when it is done. */
export async function beginSending(server: LivingSystem, errand: Omit<Errand, 'url' | 'writeKey'>): Promise<Sending> {
  const child = fork(path.join(import.meta.dirname, 'sender.ts'), { serialization: 'advanced' })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code ? reject(new Error(`the sender ended with ${code}`)) : undefined))
  })
  const message = <T>() => Promise.race([ended, new Promise<T>((resolve) => child.once('message', (value) => resolve(value as T)))])
  const ready = message<'ready'>()
  child.send({ ...errand, url: server.url, writeKey: server.writeKey })
  await ready
  return { account: message<Account>(), stop: () => void child.kill() }
}

/** Sends from another process, and waits until it is done. */
export async function send(server: LivingSystem, errand: Omit<Errand, 'url' | 'writeKey'>): Promise<Account> {
  return (await beginSending(server, errand)).account
}

/** Waits until so many facts are processed. */
export async function until(server: LivingSystem, facts: number): Promise<void> {
  while (server.processed() < facts) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Waits until nothing waits to be processed, filled or told any more. */
export async function untilIdle({ stores, workspaceId }: LivingSystem): Promise<void> {
  const waits = ['intake', 'rule_fills', 'profile_moves']
    .map((table) => `select 1 from ${table} where workspace_id = $1`)
    .join(' union all ')
  while ((await stores.postgres.system.query(`${waits} limit 1`, [workspaceId])).rowCount !== 0) await sleep(10)
}

/** Asks the API: with a body by POST, else by GET. */
export async function ask<Answer>({ url, token }: LivingSystem, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}
