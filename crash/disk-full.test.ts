import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, it } from 'vitest'
import { createLedger } from './ledger.ts'
import { lookInto, until, whenDrained } from './look.ts'
import { deliver, startSending } from './sending.ts'
import { openSite } from './site.ts'
import { judge, spotless } from './truth.ts'

const MEBIBYTE = 2 ** 20
const NEEDS_ROOT = 'only root may mount a disk that can be filled'

const { fullDiskSeconds } = inject('crash')
const site = openSite()

/** Writes into a file until the disk has no more than this left. */
function fill(file: string, left_bytes: number): void {
  const block = Buffer.alloc(MEBIBYTE)
  const filler = fs.openSync(file, 'a')
  try {
    for (let free = freeBytes(file); free > left_bytes; free = freeBytes(file))
      fs.writeSync(filler, block, 0, Math.min(block.length, free - left_bytes))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    fs.closeSync(filler)
  }
}

function freeBytes(place: string): number {
  const { bavail, bsize } = fs.statfsSync(place)
  return bavail * bsize
}

it('a full disk costs nothing that was acknowledged, and when there is room again, it goes on by itself', async (ctx) => {
  const disk = site.newDisk('full', 600 * MEBIBYTE)
  if (disk === undefined) return ctx.skip(NEEDS_ROOT)
  const dataDir = path.join(disk, 'data')
  // Without the guard that stops taking facts while there still is some room.
  const server = site.start({ dataDir, environment: { PERCORSO_MIN_FREE_DISK_BYTES: '0' } })
  const target = await server.ready
  const ledger = createLedger({ people: 300, factsPerBatch: 25, seed: 5 })
  const sending = startSending(target, ledger, 3)
  await sleep(2000)
  const fullFrom = sending.answers.length
  const filler = path.join(disk, 'filler')
  const refused = () => sending.answers.slice(fullFrom).filter(({ status }) => status !== 200)
  await until(() => (fill(filler, 0), refused().length > 0), 'the disk is so full that facts are refused')
  for (const until_ms = performance.now() + fullDiskSeconds * 1000; performance.now() < until_ms; await sleep(100)) fill(filler, 0)
  const whileFull = refused()
  fs.rmSync(filler)
  const roomFrom = sending.answers.length
  await until(() => sending.answers.slice(roomFrom).some(({ status }) => status === 200), 'facts are taken again')
  await sleep(1000)
  await sending.stop()
  expect(server.isRunning()).toBe(true)
  expect(new Set(whileFull.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(new Set(['503 5']))
  await whenDrained(target)
  await server.stop()
  expect(judge(await lookInto(dataDir), ledger.batches)).toEqual(spotless)
})

it('a disk that is nearly full is noticed in time', async (ctx) => {
  const disk = site.newDisk('nearly', 600 * MEBIBYTE)
  if (disk === undefined) return ctx.skip(NEEDS_ROOT)
  const dataDir = path.join(disk, 'data')
  const least = 100 * MEBIBYTE
  const server = site.start({ dataDir, environment: { PERCORSO_MIN_FREE_DISK_BYTES: String(least) } })
  const target = await server.ready
  const ledger = createLedger({ people: 10, factsPerBatch: 5, seed: 6 })
  const send = async () => deliver(target, ledger.next())
  expect(await send()).toMatchObject({ status: 200 })
  const filler = path.join(disk, 'filler')
  fill(filler, least / 2)
  await until(async () => (await send()).status !== 200, 'facts are refused')
  const refusal = await send()
  expect(refusal).toMatchObject({ status: 503, retryAfter: '5' })
  expect(refusal.took_ms).toBeLessThan(1000) // before the body is read
  expect(freeBytes(disk)).toBeGreaterThan(least / 4)
  fs.rmSync(filler)
  await until(async () => (await send()).status === 200, 'facts are taken again')
  await whenDrained(target)
  await server.stop()
  expect(judge(await lookInto(dataDir), ledger.batches)).toEqual(spotless)
})
