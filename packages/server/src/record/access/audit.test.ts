import { expect, it } from 'vitest'
import { inTransaction, inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, testActor, testDatabase } from '../../testing/index.ts'
import { searchAudit, verifyAudit } from './audit.ts'
import { record } from './index.ts'
import type { WorkspaceRequest } from './index.ts'

const stores = await testDatabase()
const { postgres } = stores

async function buildRequest(): Promise<WorkspaceRequest> {
  const { workspaceId } = await buildWorkspace(stores)
  return {
    workspaceId,
    actor: 'Test',
    by: testActor,
    permissions: new Set(),
    inWorkspace: (work) => inWorkspace(postgres, workspaceId, work),
  }
}

async function note(request: WorkspaceRequest, ...verbs: string[]): Promise<void> {
  for (const verb of verbs) {
    await request.inWorkspace((db) => record(db, request, { verb, kind: 'source', id: 1, before: { name: 'A' }, after: { name: 'B' } }))
  }
}

async function asOwner(sql: string, values: unknown[]): Promise<void> {
  const owner = await postgres.owner()
  await owner.query(sql, values).finally(() => owner.end())
}

it('keeps what was done, in order, and finds it again', async () => {
  const request = await buildRequest()
  await note(request, 'source.create', 'source.rename', 'sourcery.try', 'key.create')
  const search = async (wish: object) => (await searchAudit(request, { limit: 50, ...wish })).items.map(({ verb }) => verb)
  expect(await search({})).toEqual(['key.create', 'sourcery.try', 'source.rename', 'source.create'])
  expect(await search({ verb: 'source' })).toEqual(['source.rename', 'source.create'])
  expect(await search({ verb: 'source.rename' })).toEqual(['source.rename'])
  expect(await search({ actor: 'Test', kind: 'source', id: '1' })).toHaveLength(4)
  expect(await search({ actor: 'Somebody' })).toEqual([])
  expect(await search({ from: '2100-01-01T00:00:00Z' })).toEqual([])
  expect(await search({ to: '2100-01-01T00:00:00Z' })).toHaveLength(4)
  const first = await searchAudit(request, { limit: 3 })
  expect(first.items[0]).toMatchObject({ auditId: 4, actor: { name: 'Test' }, before: { name: 'A' }, after: { name: 'B' } })
  expect((await searchAudit(request, { limit: 3, cursor: first.next! })).items.map(({ auditId }) => auditId)).toEqual([1])
  await expect(searchAudit(request, { limit: 3, cursor: 'x' })).rejects.toMatchObject({ code: 'bad_cursor' })
  expect((await searchAudit(await buildRequest(), { limit: 50 })).items).toEqual([])
})

it('chains what many write at once', async () => {
  const request = await buildRequest()
  await Promise.all(Array.from({ length: 20 }, (_, n) => note(request, `verb.${n}`)))
  expect(await verifyAudit(request)).toMatchObject({
    entries: 20,
    firstBroken: null,
    hash: expect.stringMatching(/^[\da-f]{64}$/u) as string,
  })
})

it('is rolled back with the change it is about', async () => {
  const request = await buildRequest()
  await note(request, 'source.create')
  const failing = request.inWorkspace(async (db) => {
    await record(db, request, { verb: 'source.create', kind: 'source', id: 2 })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await note(request, 'source.create')
  expect(await verifyAudit(request)).toMatchObject({ entries: 2, firstBroken: null })
})

it('shows the first entry that was changed, left out, put in, or cut off at the end', async () => {
  const break_ = async (sql: string) => {
    const request = await buildRequest()
    await note(request, 'a.a', 'b.b', 'c.c', 'd.d')
    expect(await verifyAudit(request)).toMatchObject({ firstBroken: null })
    await asOwner(sql, [request.workspaceId])
    return (await verifyAudit(request)).firstBroken
  }
  expect(await break_(`update audit set after = '{"name":"C"}' where workspace_id = $1 and audit_id = 2`)).toBe(2)
  expect(await break_(`update audit set actor_name = 'Eve' where workspace_id = $1 and audit_id = 4`)).toBe(4)
  expect(await break_(`update audit set at = at + interval '1 microsecond' where workspace_id = $1 and audit_id = 1`)).toBe(1)
  expect(await break_('delete from audit where workspace_id = $1 and audit_id = 2')).toBe(3)
  expect(await break_('delete from audit where workspace_id = $1 and audit_id = 4')).toBe(4)
  expect(await break_('delete from audit where workspace_id = $1')).toBe(4)
})

it('lets nobody change or choose anything, not even the system', async () => {
  const request = await buildRequest()
  await note(request, 'a.a')
  const insert = `insert into audit (workspace_id, audit_id, at, actor_kind, actor_id, actor_name, verb, object_kind, object_id, hash)
    values (current_workspace(), 7, now(), 'user', 'x', 'x', 'x', 'x', 'x', 'x')`
  for (const sql of [`update audit set verb = 'x'`, 'delete from audit', 'truncate audit', insert, 'update audit_heads set audit_id = 0']) {
    await expect(request.inWorkspace((db) => db.query(sql))).rejects.toThrow(/permission denied/u)
    await expect(inTransaction(postgres.system, (db) => db.query(sql))).rejects.toThrow(/permission denied/u)
  }
})

it('bounds what is kept of a change', async () => {
  const request = await buildRequest()
  await request.inWorkspace((db) =>
    record(db, request, { verb: 'a.a', kind: 'x', id: 1, after: { text: 'x'.repeat(30_000), odd: '\u0000\ud800' } }),
  )
  await request.inWorkspace((db) => record(db, request, { verb: 'a.a', kind: 'x', id: 1, after: { odd: '\u0000\ud800' } }))
  const { items } = await searchAudit(request, { limit: 2 })
  expect(items.map(({ after }) => after)).toEqual([{ odd: '\u0000\ud800' }, { tooLong: expect.any(Number) as number }])
  expect(await verifyAudit(request)).toMatchObject({ firstBroken: null })
})
