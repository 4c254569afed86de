import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createWorld, sizeOf, sources } from '@percorso/simulator'
import type { WorldWish } from '@percorso/simulator'
import { expect, it, onTestFinished } from 'vitest'
import { ask, run, scratchFolder, send, startProgram } from './test-program.ts'
import type { Ready } from './test-program.ts'

const program = path.join(import.meta.dirname, 'percorso.ts')
const scratch = scratchFolder()

type Counts = { facts: number; profiles: number; accounts: number; duplicates: number; rejected: number; intakePending: number }
type Said = { progress?: { share: number; facts: number } } & Partial<Ready & { world: WorldWish }>

/** Starts the demo; the lines that it says come one by one. */
function startDemo(folder: string, ...more: string[]) {
  const args = [program, 'demo', '--data-dir', path.join(scratch, folder), '--port', '0', '--json', ...more]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit') as Promise<[number | null]>
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const until = async (condition: (said: Said) => boolean): Promise<Said> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('the demo ended too early')
      const said = JSON.parse(value) as Said
      if (condition(said)) return said
    }
  }
  return {
    until,
    ready: async () => (await until(({ ready }) => ready === true)) as Ready & { world: WorldWish },
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal)
      return (await ended)[0]
    },
  }
}

const small = ['--customers', '60', '--days', '40']

it('loads exactly the world that the simulator describes, and nothing more when it is started again', async () => {
  const demo = startDemo('small', ...small, '--no-live')
  const ready = await demo.ready()
  const { facts, profiles, accounts } = sizeOf(createWorld(ready.world))
  expect(facts).toBeGreaterThan(1_000)
  const exactly = { facts, profiles, accounts, duplicates: 0, rejected: 0, intakePending: 0 }
  expect(await ask<Counts>(ready, '/stats')).toMatchObject(exactly)
  const known = await ask<{ name: string }[]>(ready, '/sources')
  expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining([...sources]))
  expect(await demo.stop()).toBe(0)

  const again = startDemo('small', '--customers', '500', '--no-live')
  const second = await again.ready()
  expect(second.world).toEqual(ready.world)
  expect(await ask<Counts>(second, '/stats')).toMatchObject(exactly)
  expect(await again.stop()).toBe(0)
}, 120_000)

it('goes on where it was after kill -9, without a fact lost or doubled', async () => {
  const more = ['--customers', '500', '--seed', '9']
  const killed = startDemo('killed', ...more)
  const { progress } = await killed.until((said) => said.progress !== undefined && said.progress.facts > 0)
  expect(progress!.share).toBeLessThan(0.9)
  await killed.stop('SIGKILL')
  const demo = startDemo('killed', ...more, '--no-live')
  const ready = await demo.ready()
  const { facts, profiles, accounts } = sizeOf(createWorld(ready.world))
  expect(await ask<Counts>(ready, '/stats')).toMatchObject({ facts, profiles, accounts, duplicates: 0, rejected: 0 })
  expect(await demo.stop()).toBe(0)
}, 180_000)

it('stops in good order while people live on', async () => {
  const demo = startDemo('living', ...small)
  await demo.ready()
  expect(await demo.stop()).toBe(0)
}, 60_000)

it('stops in good order while it loads', async () => {
  const demo = startDemo('loading', '--customers', '2000')
  await demo.until(({ progress }) => progress !== undefined)
  expect(await demo.stop()).toBe(0)
}, 60_000)

it('never mixes its people with real ones', async () => {
  const server = await startProgram(path.join(scratch, 'real'))
  await send(server, [{ type: 'track', event: 'Bought', userId: 'ada' }])
  await server.stop()
  const refused = await run('demo', '--data-dir', path.join(scratch, 'real'), '--port', '0', '--json', ...small)
  expect(refused.code).toBe(1)
  expect(refused.stdout).toContain('not_a_demo')
}, 60_000)

it('says what is wrong with a wish', async () => {
  for (const wish of [
    ['--customers', 'many'],
    ['--days', '0'],
    ['--seed', '1.5'],
    ['--customers', '1e9'],
  ]) {
    const refused = await run('demo', '--data-dir', path.join(scratch, 'none'), '--json', ...wish)
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'bad_usage', message: expect.stringContaining(wish[0]!) as string } })
  }
}, 60_000)
