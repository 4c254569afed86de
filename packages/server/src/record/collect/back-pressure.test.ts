import { randomBytes } from 'node:crypto'
import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { buildWorkspace, silentLog, testDatabase } from '../../testing/index.ts'
import { createBackPressure } from './back-pressure.ts'
import { createIntake } from './intake.ts'

const { postgres } = await testDatabase()

const limits = { dataDir: os.tmpdir(), minFreeDiskBytes: 0, intakeLimitBytes: 2 ** 30 }
const build = (changed: Partial<typeof limits>) => createBackPressure({ postgres, config: { ...limits, ...changed }, log: silentLog })

async function refusal(changed: Partial<typeof limits>) {
  const pressure = build(changed)
  await pressure.check()
  return pressure.refusal()
}

describe('back pressure', () => {
  it('is none while there is room', async () => {
    expect(await refusal({})).toBeUndefined()
    expect(build({}).refusal()).toBeUndefined()
  })

  it('says 503 when the disk is nearly full', async () => {
    expect(await refusal({ minFreeDiskBytes: Number.MAX_SAFE_INTEGER })).toMatchObject({ status: 503, code: 'disk_full' })
  })

  it('does not mind a data folder that is not there: both stores are remote', async () => {
    expect(await refusal({ minFreeDiskBytes: Number.MAX_SAFE_INTEGER, dataDir: '/nowhere/at/all' })).toBeUndefined()
  })

  it('says 429 while too much waits, whatever the table takes on disk afterwards', async () => {
    const { workspaceId, sourceId } = await buildWorkspace({ postgres })
    const body = Buffer.from(JSON.stringify({ event: randomBytes(200_000).toString('hex') }))
    const entry = {
      workspaceId,
      sourceId,
      origin: 'live' as const,
      call: 'track',
      receivedAt: Date.now(),
      facts: 1,
      ip: undefined,
      userAgent: undefined,
      body,
    }
    await createIntake(postgres, () => undefined).append(entry)
    const pressure = build({ intakeLimitBytes: 150_000 })
    await pressure.start()
    expect(pressure.refusal()).toMatchObject({ status: 429, code: 'intake_full' })
    await postgres.system.query('delete from intake where workspace_id = $1', [workspaceId])
    await pressure.check()
    expect(pressure.refusal()).toBeUndefined()
    pressure.stop()
  })
})
