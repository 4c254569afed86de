import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { openEmbeddedWarehouse } from '../../stores/warehouse/embedded.ts'
import { ask, run, scratchFolder, send, startProgram } from '../cli/test-program.ts'
import type { RunningProgram } from '../cli/test-program.ts'

const scratch = scratchFolder()
const PEOPLE = 40

type Stats = { facts: number; profiles: number; rejected: number; intakePending: number }

/** What is counted once nothing waits any more. A count may be shown for a while, so it has to stay the same for longer than that. */
async function settled(server: RunningProgram): Promise<Stats> {
  let [stats, since] = [await ask<Stats>(server, '/stats'), performance.now()]
  while (stats.intakePending > 0 || performance.now() - since < 3_000) {
    await sleep(100)
    const now = await ask<Stats>(server, '/stats')
    if (JSON.stringify(now) !== JSON.stringify(stats)) [stats, since] = [now, performance.now()]
  }
  return stats
}

/** A visitor who turns out to be somebody known: two profiles that merge. */
const lives = Array.from({ length: PEOPLE }, (_, n) => [
  { type: 'track', event: 'Seen', anonymousId: `visitor-${n}`, messageId: `seen-${n}`, timestamp: '2024-01-01T10:00:00Z' },
  {
    type: 'identify',
    userId: `person-${n}`,
    messageId: `known-${n}`,
    timestamp: '2024-02-01T10:00:00Z',
    traits: { number: n, half: n / 2 },
  },
  { type: 'identify', userId: `person-${n}`, anonymousId: `visitor-${n}`, messageId: `both-${n}`, timestamp: '2024-03-01T10:00:00Z' },
])

const person = (server: RunningProgram, n: number) => ask<Record<string, unknown>>(server, `/profiles/by/user_id/person-${n}`)

it('copies a system that goes on writing; what was acknowledged before is there once, and everybody is who they were', async () => {
  const server = await startProgram(path.join(scratch, 'data'))
  for (const facts of [0, 1, 2].map((step) => lives.map((life) => life[step]!))) await send(server, facts)
  await send(server, [{ type: 'track', messageId: 'nobody' }])
  const before = await settled(server)
  const acknowledged: string[] = lives.flat().map(({ messageId }) => messageId)

  // Many chunks form, finish and wait while the backup is made.
  const writing = new AbortController()
  onTestFinished(() => writing.abort())
  const sendOn = async (writer: number) => {
    for (let n = 0; !writing.signal.aborted; n += 1) {
      const messageId = `later-${writer}-${n}`
      await send(server, [{ type: 'track', event: 'Later', userId: `later-${n % 50}`, anonymousId: `on-${writer}-${n % 70}`, messageId }])
      acknowledged.push(messageId)
    }
  }
  const writers = [0, 1, 2, 3, 4, 5].map(sendOn)
  const backups: { folder: string; acknowledged: number }[] = []
  for (let n = 0; n < 6; n += 1) {
    await sleep(150)
    const folder = path.join(scratch, `backup-${n}`)
    backups.push({ folder, acknowledged: acknowledged.length })
    expect(await run('backup', folder, '--data-dir', path.join(scratch, 'data'), '--json')).toMatchObject({ code: 0 })
  }
  writing.abort()
  await Promise.all(writers)
  await settled(server)
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => person(server, n)))
  await server.stop()

  const pendings = backups.map(({ folder }) => manifestOf(folder).pendingChunks.length + rowsOf(folder, 'intake'))
  const chosen = backups[pendings.indexOf(Math.max(...pendings))]! // the one that has most to process still
  const dataDir = path.join(scratch, 'restored')
  expect(await run('restore', chosen.folder, '--data-dir', dataDir)).toMatchObject({ code: 0 })
  expect(await run('restore', chosen.folder, '--data-dir', dataDir, '--json')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('data_dir_not_empty') as string,
  })
  const restored = await startProgram(dataDir)
  const after = await settled(restored)
  expect(after.rejected).toBe(before.rejected)
  expect(await Promise.all(Array.from({ length: PEOPLE }, (_, n) => person(restored, n)))).toEqual(people)
  // A fact that is sent again is known again; a new one is taken.
  await send(restored, [...lives.flat().slice(0, 10), { type: 'track', event: 'New', userId: 'person-1', messageId: 'new-1' }])
  expect((await settled(restored)).facts).toBe(after.facts + 1)
  await sleep(1_200) // merges are told to the warehouse twice a second
  expect(await restored.stop()).toBe(0)

  const warehouse = await openEmbeddedWarehouse(path.join(dataDir, 'clickhouse'))
  const rows = await warehouse.query<{ id: string; person: string }>(
    'select message_id as id, toString(profile_id) as person from people_facts',
  )
  await warehouse.close()
  const ids = new Set(rows.map(({ id }) => id))
  expect(ids.size).toBe(rows.length) // none twice
  expect(acknowledged.slice(0, chosen.acknowledged).filter((id) => !ids.has(id))).toEqual([]) // none missing
  const ofLives = rows.filter(({ id }) => /^(seen|known|both)-/u.test(id))
  expect(new Set(ofLives.map(({ person }) => person)).size).toBe(PEOPLE)
}, 120_000)

it('does not restore what is torn, damaged or of another version, and leaves nothing behind', async () => {
  const backup = path.join(scratch, 'backup-0')
  const copy = (name: string) => {
    const folder = path.join(scratch, name)
    fs.cpSync(backup, folder, { recursive: true })
    return folder
  }
  const refused = async (folder: string) => {
    const dataDir = path.join(scratch, 'never')
    const { code, stdout } = await run('restore', folder, '--data-dir', dataDir, '--json')
    expect([code, fs.existsSync(dataDir), fs.existsSync(`${dataDir}.restoring`)]).toEqual([1, false, false])
    return (JSON.parse(stdout) as { error: { code: string } }).error.code
  }
  const torn = copy('torn')
  fs.rmSync(path.join(torn, 'manifest.json'))
  const damaged = copy('damaged')
  fs.appendFileSync(path.join(damaged, 'clickhouse/facts.native.zst'), 'x')
  const foreign = copy('foreign')
  fs.writeFileSync(
    path.join(foreign, 'manifest.json'),
    JSON.stringify({ ...manifestOf(backup), migrations: { postgres: [], clickhouse: [] } }),
  )
  expect(await Promise.all([torn, damaged, foreign].map(refused))).toEqual(['no_backup', 'backup_damaged', 'backup_of_other_version'])
}, 60_000)

type SomeManifest = { pendingChunks: number[]; postgres: { table: string; rows: number }[] }

function manifestOf(folder: string): SomeManifest {
  return JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as SomeManifest
}

function rowsOf(folder: string, table: string): number {
  return manifestOf(folder).postgres.find((part) => part.table === table)?.rows ?? 0
}
