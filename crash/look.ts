import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Ready } from './child-server.ts'
import type { Truth } from './truth.ts'

const PATIENCE_MS = 300_000

/** Opens the stores of a server that has stopped, and reads what they hold. */
export function lookInto(dataDir: string): Promise<Truth> {
  const { workspaceId } = JSON.parse(fs.readFileSync(path.join(dataDir, 'credentials.json'), 'utf8')) as { workspaceId: number }
  const options = { serialization: 'advanced' as const, execArgv: [], env: { PATH: '/usr/local/bin:/usr/bin:/bin' } }
  const child = fork(path.join(import.meta.dirname, 'truth-process.ts'), options)
  return new Promise((resolve, reject) => {
    child.once('message', (truth: Truth) => resolve(truth))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`who looked into the stores ended with ${code}`)))
    child.send({ dataDir, workspaceId })
  })
}

/** How many facts are accepted and not yet processed. */
async function pendingFacts({ url, adminToken }: Ready): Promise<number> {
  const answer = await fetch(`${url}/api/v1/stats`, { headers: { authorization: `Bearer ${adminToken}` } })
  if (!answer.ok) throw new Error(`the server answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { intakePending: number }).intakePending
}

/** Waits until everything is processed. While a store is away the server cannot say. */
export async function whenDrained(server: Ready): Promise<void> {
  await until(async () => (await pendingFacts(server).catch(() => NaN)) === 0, 'everything is processed')
}

/** Waits until something is so. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const givenUpAt_ms = performance.now() + PATIENCE_MS
  while (!(await condition())) {
    if (performance.now() > givenUpAt_ms) throw new Error(`waited too long until ${what}`)
    await sleep(50)
  }
}
