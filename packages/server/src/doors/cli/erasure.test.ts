import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openEmbeddedWarehouse } from '../../stores/warehouse/embedded.ts'
import { unzip } from '../../testing/index.ts'
import { ask, run, scratchFolder, send, startProgram } from './test-program.ts'
import type { RunningProgram } from './test-program.ts'

const scratch = scratchFolder()
const dataDir = path.join(scratch, 'data')

// Nobody else has anything of this: wherever one of these is found, it is of the person who was erased.
const EMAIL = 'zzyx.planted@unmistakable.example'
const PHONE = '+48600100299'
const NAME = 'Zzyxwana Plantedowska'
const USER = 'zzyx-user-4711'
const DEVICE = 'zzyx-device-0815'
const HOUSEHOLD = 'zzyx-household'
const PLACE = 'Zzyxstrasse 17'
const traces = [EMAIL, PHONE, '48600100299', NAME, USER, DEVICE, HOUSEHOLD, PLACE, 'Zzyx', 'zzyx']

const planted = (round: number) => [
  { type: 'track', event: 'Seen', anonymousId: DEVICE, messageId: `p1-${round}`, timestamp: '2026-01-05T10:00:00Z', properties: { address: PLACE } },
  { type: 'identify', userId: USER, messageId: `p2-${round}`, timestamp: '2026-02-05T10:00:00Z', traits: { email: EMAIL, phone: PHONE, name: NAME } },
  { type: 'identify', userId: USER, anonymousId: DEVICE, messageId: `p3-${round}`, timestamp: '2026-03-05T10:00:00Z', context: { traits: { name: NAME }, page: { title: NAME } } },
  { type: 'group', userId: USER, groupId: HOUSEHOLD, messageId: `p4-${round}`, timestamp: '2026-03-06T10:00:00Z', traits: { name: NAME } },
  { type: 'track', event: 'Ordered', userId: USER, messageId: `p5-${round}`, timestamp: '2026-03-07T10:00:00Z', properties: { to: PLACE, items: [{ engraving: NAME }] } },
  { type: 'track', userId: USER, messageId: `p6-${round}`, properties: { name: NAME } }, // rejected: it has no event
  { type: 'nonsense', messageId: `p7-${round}`, traits: { email: EMAIL, name: NAME } }, // rejected
] // prettier-ignore
const neighbours = Array.from({ length: 300 }, (_, n) => [
  { type: 'track', event: 'Seen', anonymousId: `other-device-${n}`, messageId: `n1-${n}`, timestamp: '2026-01-06T10:00:00Z', properties: { n } },
  { type: 'identify', userId: `other-${n}`, anonymousId: `other-device-${n}`, messageId: `n2-${n}`, timestamp: '2026-02-06T10:00:00Z', traits: { email: `other-${n}@example.org`, name: `Other ${n}` } },
]).flat() // prettier-ignore

it('leaves nothing of an erased person in any file, and nothing of anybody else is touched', async () => {
  const server = await startProgram(dataDir)
  await send(server, neighbours)
  for (const fact of planted(1)) await send(server, [fact])
  await settled(server)
  const backup = path.join(scratch, 'backup')
  expect(await run('backup', backup, '--data-dir', dataDir)).toMatchObject({ code: 0 })
  const before = await everybody(server)
  const rejected = await ask<{ rejected: number }>(server, '/stats')
  expect(rejected.rejected).toBe(2)
  expect(found(dataDir, traces).length).toBeGreaterThan(0)

  const { profileId } = await ask<{ profileId: string }>(server, `/profiles/by/user_id/${USER}`)
  const preview = await ask<Preview>(server, `/privacy/people/${profileId}`)
  expect(preview.counts).toMatchObject({ identifiers: 4, facts: 5, rejected: 2, accounts: 1 })
  const archive = await exportOf(server, profileId)
  for (const trace of [EMAIL, PHONE, NAME, USER, DEVICE, HOUSEHOLD, PLACE]) expect(archive, trace).toContain(trace)

  const request = await post<{ requestId: number }>(server, `/privacy/people/${profileId}/erase`)
  await until(async () => (await requestOf(server, request.requestId)).erasure === 'erased')
  await expect(ask(server, `/profiles/by/user_id/${USER}`)).rejects.toThrow(/404/)
  expect(await everybody(server)).toEqual(before.filter((one) => !JSON.stringify(one).includes(USER)))
  // An import of the same, a resend, a replay: nothing comes back.
  await send(server, planted(1))
  await send(server, planted(2))
  await settled(server)
  expect(await housekeep()).toMatchObject({ cleaned: 1, waiting: [], refused: [] })

  expect(found(dataDir, [...traces, ...preview.identifiers.flatMap(({ identifierId }) => [identifierId, asBytes(identifierId)])])).toEqual(
    [],
  )
  expect(await requestOf(server, request.requestId)).toMatchObject({ erasure: 'cleaned', status: 'done', profileId: null })
  expect(await ask(server, '/privacy')).toMatchObject({ keptAway: 9, toClean: 0, underWay: 0 })
  expect(await everybody(server)).toHaveLength(300)
  // Somebody who comes after the erasure is new.
  await send(server, [{ type: 'track', event: 'Back', userId: USER, messageId: 'again' }])
  await settled(server)
  expect(await ask(server, `/profiles/by/user_id/${USER}`)).toMatchObject({ facts: 1, identifiers: [{ value: USER }] })
  await server.stop()
  await nothingCompressed(dataDir)
  await restoredWithoutThem(backup)
}, 400_000)

/** What a search of bytes cannot see, because it is compressed: asked of the store itself. */
async function nothingCompressed(folder: string): Promise<void> {
  const warehouse = await openEmbeddedWarehouse(path.join(folder, 'clickhouse'))
  const rows = await warehouse.query<{ rows: string }>("select formatRow('JSONEachRow', *) as rows from facts")
  await warehouse.close()
  const all = rows.map((row) => row.rows).join('')
  expect(rows.length).toBe(601)
  expect(traces.filter((trace) => trace !== USER && !USER.startsWith(trace) && all.includes(trace))).toEqual([])
}

/** A backup from before the erasure knows nothing of it: the ledger does. */
async function restoredWithoutThem(backup: string): Promise<void> {
  const target = path.join(scratch, 'restored')
  expect(await run('restore', backup, '--data-dir', target, '--erasures', path.join(dataDir, 'erasures.jsonl'))).toMatchObject({ code: 0 })
  const server = await startProgram(target)
  await until(async () => (await ask<{ underWay: number }>(server, '/privacy')).underWay === 0)
  await expect(ask(server, `/profiles/by/user_id/${USER}`)).rejects.toThrow(/404/)
  await send(server, planted(3))
  await settled(server)
  expect(await everybody(server)).toHaveLength(300)
  expect(JSON.parse((await run('privacy', 'housekeep', '--data-dir', target, '--json')).stdout)).toMatchObject({ cleaned: 1 })
  expect(found(target, traces)).toEqual([])
  await server.stop()
}

type Preview = { counts: Record<string, number>; identifiers: { identifierId: string }[] }

async function everybody(server: RunningProgram): Promise<unknown[]> {
  const people: unknown[] = []
  for (const { messageId } of neighbours.filter(({ messageId }) => messageId.startsWith('n2-'))) {
    people.push(await ask(server, `/profiles/by/user_id/other-${messageId.slice(3)}`))
  }
  const there = await ask(server, `/profiles/by/user_id/${USER}`).catch(() => undefined)
  return there === undefined ? people : [...people, there]
}

async function settled(server: RunningProgram): Promise<void> {
  await until(async () => (await ask<{ intakePending: number }>(server, '/stats')).intakePending === 0)
  await sleep(2_500) // counts are added up once a second
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return
    await sleep(100)
  }
  throw new Error('it did not come to that')
}

async function requestOf(server: RunningProgram, requestId: number): Promise<{ requestId: number; erasure: string }> {
  const { items } = await ask<{ items: { requestId: number; erasure: string }[] }>(server, '/privacy/requests')
  return items.find((item) => item.requestId === requestId)!
}

async function post<Answer>({ url, adminToken }: RunningProgram, where: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1${where}`, { method: 'POST', headers, body: '{}' })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Answer
}

/** The files of an archive, one after the other. */
async function exportOf({ url, adminToken }: RunningProgram, profileId: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/privacy/people/${profileId}/export`, { headers: { authorization: `Bearer ${adminToken}` } })
  expect(answer.status).toBe(200)
  return Object.values(unzip(Buffer.from(await answer.arrayBuffer()))).join('\n')
}

async function housekeep(): Promise<unknown> {
  const { stdout, stderr, code } = await run('privacy', 'housekeep', '--data-dir', dataDir, '--json')
  expect(code, stdout + stderr).toBe(0)
  return JSON.parse(stdout)
}

/** Every file below a folder that holds one of these texts, as it is or in UTF-16. */
function found(folder: string, texts: (string | Buffer)[]): string[] {
  const needles = texts.flatMap((text) => (typeof text === 'string' ? [Buffer.from(text), Buffer.from(text, 'utf16le')] : [text]))
  const hits: string[] = []
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() && !entry.isSymbolicLink()) continue
    const bytes = contentOf(file)
    for (const needle of needles) if (bytes?.includes(needle)) hits.push(`${path.relative(folder, file)}: ${needle.toString()}`)
  }
  return hits
}

function contentOf(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file)
  } catch {
    return undefined // a socket, or a file that has just gone
  }
}

function asBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}
