import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { buildWorkspace, testStores, processAll } from '../../testing/index.ts'
import { foldersOf } from './folders.ts'
import { runImport, type ImportDeps } from './run-import.ts'
import { startImports } from './start-imports.ts'
import { selectImport, updateStatus, type ImportRef } from './tables.ts'
import { testImports, visits, visitsFile, type TestImports } from './test-import.ts'

const stores = await testStores()
let imports: TestImports
beforeEach(async () => {
  imports = testImports(stores, await buildWorkspace(stores))
})

const row = async (ref: ImportRef) => (await selectImport(stores.postgres.system, ref))!
const refusedRows = (ref: ImportRef) =>
  readFileSync(foldersOf(imports.deps.dataDir, ref.importId).refused, 'utf8').trimEnd().split('\r\n').slice(1)

/** Every message id in the intake, in order. */
async function messageIds(): Promise<string[]> {
  const { rows } = await stores.postgres.system.query<{ encoding: number; body: Buffer }>(
    'select encoding, body from intake where workspace_id = $1 order by intake_id',
    [imports.request.workspaceId],
  )
  return rows.flatMap(({ encoding, body }) => {
    const text = (encoding === 1 ? zstdDecompressSync(body) : body).toString()
    return (JSON.parse(text) as { batch: { messageId: string }[] }).batch.map(({ messageId }) => messageId)
  })
}

/** Everything there is to check of an import of `visitsFile(3500)`: each fact once, each refused row once. */
async function expectWhole(ref: ImportRef): Promise<void> {
  expect(await row(ref)).toMatchObject({ status: 'done', rowPosition: 3500, facts: 6300, refused: 700 })
  const ids = await messageIds()
  expect([ids.length, new Set(ids).size]).toEqual([6300, 6300])
  const refused = refusedRows(ref)
  expect([refused.length, refused[0]?.split(',')[0], refused.at(-1)?.split(',')[0]]).toEqual([700, '10', '3500'])
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('makes facts of all rows and a file of those refused, and keeps no more of the upload', async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(3500)))
  expect(await runImport(imports.deps, ref)).toBe('done')
  await expectWhole(ref)
  expect(refusedRows(ref)[0]).toBe(
    `10,"""soon"" is no time that can be read; use ISO 8601 or set dateOrder","{""id"":""u9"",""day"":""soon""}"`,
  )
  expect(existsSync(foldersOf(imports.deps.dataDir, ref.importId).file)).toBe(false)
})

test('goes on after a failure between any two steps as if nothing had happened', async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(3500)))
  const failing: ImportDeps = {
    ...imports.deps,
    onAppended: () => {
      throw new Error('the power fails')
    },
  }
  for (let step = 1; step <= 2; step++) {
    await expect(runImport(failing, ref)).rejects.toThrow('the power fails')
    expect(await row(ref)).toMatchObject({ status: 'running', rowPosition: step * 1000 })
    appendFileSync(foldersOf(imports.deps.dataDir, ref.importId).refused, '2009,"written, and never comm')
  }
  expect(await runImport(imports.deps, ref)).toBe('done')
  await expectWhole(ref)
})

test('nothing of a step is kept if its facts cannot be appended', async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(3500)))
  const owner = await stores.postgres.owner()
  await owner.query(`alter table intake add constraint full_disk check (workspace_id <> ${ref.workspaceId})`)
  await expect(runImport(imports.deps, ref)).rejects.toThrow('full_disk')
  expect(await row(ref)).toMatchObject({ status: 'running', rowPosition: 0, facts: 0, refused: 0, refusedBytes: 0 })
  await owner.query('alter table intake drop constraint full_disk').finally(() => owner.end())
  await runImport(imports.deps, ref)
  await expectWhole(ref)
})

test('goes on after kill -9', { timeout: 60_000 }, async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(3500)))
  const child = spawn(process.execPath, ['--input-type=module', '-e', slowImport(ref)], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const ended = new Promise((resolve) => child.on('close', resolve))
  await until(async () => (await row(ref)).rowPosition >= 2000 || child.exitCode !== null)
  expect(await runImport(imports.deps, ref), said).toBe('busy')
  child.kill('SIGKILL')
  await ended
  await until(async () => (await runImport(imports.deps, ref)) !== 'busy')
  await expectWhole(ref)
})

/** A process of its own that imports with pauses. */
function slowImport(ref: ImportRef): string {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  return `
    const { openPools } = await import(${from('../../stores/postgres/access.ts')})
    const { runImport } = await import(${from('./run-import.ts')})
    const { pino } = await import('pino')
    const log = pino({ level: 'silent' })
    const postgres = openPools(${JSON.stringify(stores.access)}, log)
    const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    await runImport({ postgres, dataDir: ${JSON.stringify(imports.deps.dataDir)}, clock: { now: () => Date.now() }, log,
      pressure: { refusal: () => undefined }, onAppended: pause }, ${JSON.stringify(ref)})`
}

test('the same import a second time changes nothing', { timeout: 60_000 }, async () => {
  const { workspaceId } = imports.request
  const state = async () => {
    const ref = imports.refOf(await imports.start('visits.csv', visitsFile(3500)))
    await runImport(imports.deps, ref)
    await processAll(stores)
    const facts = await stores.warehouse.query('select count() as n from facts where workspace_id = {workspaceId:UInt32}', { workspaceId })
    const people = await stores.postgres.system.query('select head_value, facts from profiles where workspace_id = $1 order by 1', [
      workspaceId,
    ])
    const sources = await imports.count('select count(*) as n from sources where workspace_id = $1')
    return { facts, people: people.rows, sources }
  }
  const first = await state()
  expect([first.facts, first.people.length]).toEqual([[{ n: 6300 }], 45])
  expect(await state()).toEqual(first)
  expect(await imports.count('select count(*) as n from rejected where workspace_id = $1')).toBe(0)
})

test('stops where it is, and goes on from there', async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(3500)))
  const stop = () => void stopped.push(updateStatus(stores.postgres.system, ref, { from: ['running'], to: 'stopped' }))
  const stopped: Promise<unknown>[] = []
  expect(await runImport({ ...imports.deps, onAppended: stop }, ref)).toBe('stopped')
  await Promise.all(stopped)
  const { rowPosition, status } = await row(ref)
  expect([status, rowPosition > 0 && rowPosition < 3500]).toEqual(['stopped', true])
  expect(await runImport(imports.deps, ref)).toBe('stopped')
  await updateStatus(stores.postgres.system, ref, { from: ['stopped'], to: 'waiting' })
  await runImport(imports.deps, ref)
  await expectWhole(ref)
})

test('waits while too many facts wait to be processed, and can be stopped meanwhile', async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(30_000)))
  const running = runImport({ ...imports.deps, waitingFactsMax: 20_000 }, ref)
  await until(async () => (await imports.appended()) > 20_000)
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(await imports.appended()).toBeLessThan(40_000)
  await stores.postgres.system.query('delete from intake where workspace_id = $1', [ref.workspaceId])
  await until(async () => (await row(ref)).facts > 40_000)
  await updateStatus(stores.postgres.system, ref, { from: ['running'], to: 'stopped' })
  expect(await running).toBe('stopped')
})

test('a mapping that is no good fails with a reason; a row that is no good is refused', async () => {
  const ref = imports.refOf(await imports.start('visits.csv', visitsFile(10)))
  const strange = imports.refOf(await imports.start('strange.jsonl', '{"id":"u1","day":"2024-01-01"}\n7\n', visits))
  await stores.postgres.system.query(`update imports set mapping = '{}' where import_id = $1`, [ref.importId])
  expect(await runImport(imports.deps, ref)).toBe('failed')
  expect(await row(ref)).toMatchObject({ status: 'failed', error: expect.stringContaining('mapping') as string })
  expect(await runImport(imports.deps, strange)).toBe('done')
  expect(await row(strange)).toMatchObject({ facts: 2, refused: 1 })
})

test('several workers carry out what waits, each import once, and end when told', async () => {
  const refs: ImportRef[] = []
  for (const name of ['a.csv', 'b.csv']) refs.push(imports.refOf(await imports.start(name, visitsFile(1500))))
  const workers = [startImports(imports.deps), startImports(imports.deps)]
  await until(async () => (await Promise.all(refs.map(row))).every(({ status }) => status === 'done'))
  await Promise.all(workers.map((worker) => worker.stop()))
  const ids = await messageIds()
  expect([ids.length, new Set(ids).size]).toEqual([5400, 5400])
})
