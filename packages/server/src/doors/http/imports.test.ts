import fs from 'node:fs'
import path from 'node:path'
import type { InjectOptions } from 'fastify'
import { afterAll, expect, it, vi } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { runImport } from '../../record/imports/index.ts'
import { buildWorkspace, silentLog, testStores } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { createToken } from './index.ts'

const stores = await testStores()
const { postgres, dataDir } = stores
const deps = { postgres, dataDir, clock: systemClock, log: silentLog, pressure: { refusal: () => undefined }, onAppended: () => {} }
const app = buildTestApp(stores)
await app.ready()
afterAll(() => app.close())

const [mine, theirs] = [await buildVisitor(), await buildVisitor()]

async function buildVisitor() {
  const { workspaceId, sourceId } = await buildWorkspace(stores)
  return { workspaceId, sourceId, token: await createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'token', name: 'Test' }) }
}

type Answer = { status: number; body: Record<string, unknown>; text: string }
async function call(request: InjectOptions, { token } = mine): Promise<Answer> {
  const { statusCode, body } = await app.inject({ ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } })
  return { status: statusCode, body: body.startsWith('{') ? (JSON.parse(body) as Answer['body']) : {}, text: body }
}
const upload = (name: string, payload: string | Buffer) => call({ method: 'PUT', url: `/api/v1/imports/files/${name}`, payload })
const post = (url: string, payload: object = {}, visitor = mine) => call({ method: 'POST', url: `/api/v1/imports${url}`, payload }, visitor)
const get = (url: string, visitor = mine) => call({ url: `/api/v1/imports${url}` }, visitor)

const mapping = {
  lookups: { people: { file: 'people.csv', key: 'no' } },
  join: [{ lookup: 'people', on: 'customer', prefix: 'person.' }],
  person: { email: '{person.mail}' },
  facts: [{ type: 'track', event: 'Ordered', time: '{at}', properties: { total: { column: 'total', as: 'number' } } }],
}
const orders = 'customer,at,total\n1,2024-01-01,9.5\n2,2024-01-02,7\n3,2024-01-03,1\n1,2024-01-04,much\n'

async function uploadOrders(): Promise<{ fileId: unknown; lookups: { people: unknown } }> {
  const people = await upload('people.csv', 'no,mail\n1,ada@example.com\n2,bob@example.com\n')
  const file = await upload('orders%202024.csv', orders)
  return { fileId: file.body['fileId'], lookups: { people: people.body['fileId'] } }
}

it('takes a file and says what is in it', async () => {
  expect(await upload('orders%202024.csv', orders)).toMatchObject({
    status: 200,
    body: {
      fileName: 'orders 2024.csv',
      bytes: orders.length,
      columns: ['customer', 'at', 'total'],
      guess: { mapping: { facts: [{ type: 'track', time: '{at}' }] }, reasons: expect.any(Array) as unknown },
    },
  })
  const parquet = fs.readFileSync(path.join(import.meta.dirname, '../../record/imports/fixtures/snappy.parquet'))
  expect(await upload('x.parquet', parquet)).toMatchObject({ status: 200, body: { bytes: parquet.length } })
})

it.each(['..', '.', '.hidden', '%2Fetc%2Fpasswd', '..%2F..%2Fescaped.csv', 'a%5Cb', 'a%00b', 'a%0Ab', 'x'.repeat(300)])('does not take a file called %s', async (name) => {
  expect((await upload(name, 'a,b\n1,2\n')).status).toBeGreaterThanOrEqual(400)
  const staged = fs.readdirSync(path.join(dataDir, 'imports'), { recursive: true, encoding: 'utf8' })
  expect(staged.filter((file) => /escaped|hidden|passwd/u.test(file))).toEqual([])
  expect(fs.existsSync(path.join(dataDir, 'escaped.csv'))).toBe(false)
}) // prettier-ignore

it('keeps nothing of a file that cannot be imported', async () => {
  const before = fs.readdirSync(path.join(dataDir, 'imports', 'staged', String(mine.workspaceId))).length
  expect(await upload('book.xlsx', Buffer.from('504b030400', 'hex'))).toMatchObject({
    status: 422,
    body: { code: 'import_format_unknown' },
  })
  expect(await upload('nothing.csv', '')).toMatchObject({ status: 422, body: { code: 'import_file_empty' } })
  expect(fs.readdirSync(path.join(dataDir, 'imports', 'staged', String(mine.workspaceId)))).toHaveLength(before)
})

it('lets nobody upload without a token', async () => {
  const { statusCode } = await app.inject({ method: 'PUT', url: '/api/v1/imports/files/a.csv', payload: 'a' })
  expect(statusCode).toBe(401)
})

it('shows what a file would become, and records nothing', async () => {
  const files = await uploadOrders()
  expect(await post('/preview', { ...files, mapping })).toMatchObject({
    status: 200,
    body: {
      columns: ['customer', 'at', 'total'],
      facts: [{ event: 'Ordered', context: { traits: { email: 'ada@example.com' } }, properties: { total: 9.5 } }, {}],
      problems: [{ row: 3 }, { row: 4 }],
      totals: { rows: 4, facts: 2, refused: 2 },
      fileName: 'orders 2024.csv',
      rows: [
        { row: 1, cells: ['1', '2024-01-01', '9.5'], facts: 1, problems: [] },
        { row: 2, facts: 1 },
        { row: 3, facts: 0, problems: [expect.any(String)] },
        { row: 4, facts: 0, problems: [expect.any(String)] },
      ],
    },
  })
  expect(await post('/preview', { fileId: files.fileId })).toMatchObject({ status: 200, body: { reasons: expect.any(Array) as unknown } })
  expect(await get('')).toMatchObject({ body: { items: [] } })
})

it('says what is wrong with a mapping', async () => {
  const files = await uploadOrders()
  const unknown = { ...mapping, facts: [{ ...mapping.facts[0], time: '{when}' }] }
  for (const url of ['/preview', '']) {
    expect(await post(url, { ...files, mapping: unknown })).toMatchObject({ status: 422, body: { code: 'import_unknown_column', hint: expect.stringContaining('total') as string } })
    expect(await post(url, { fileId: files.fileId, mapping })).toMatchObject({ status: 422, body: { code: 'import_lookup_missing' } })
    expect(await post(url, { ...files, mapping: { person: {} } })).toMatchObject({ status: 400, body: { code: 'bad_request' } })
    expect(await post(url, { fileId: files.lookups.people, lookups: { people: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }, mapping: { ...mapping, facts: [{ type: 'page', time: '2024-01-01' }], join: [], person: { email: '{mail}' } } })).toMatchObject({ status: 404, body: { code: 'file_not_found' } })
  }
  expect(await post('', { ...files, mapping, sourceId: theirs.sourceId })).toMatchObject({ status: 404, body: { code: 'source_not_found' } })
}) // prettier-ignore

it('imports, shows how far it is, and hands out the refused rows', async () => {
  const started = await post('', { ...(await uploadOrders()), mapping, name: 'Orders' })
  expect(started).toMatchObject({ status: 200, body: { name: 'Orders', status: 'waiting', rows: 0, secondsLeft: null } })
  const importId = String(started.body['importId'])
  expect((await get(`/${importId}/refused`)).text).toBe('row,reason,content\r\n')
  expect(await post(`/${importId}/resume`)).toMatchObject({ status: 409, body: { code: 'import_state' } })
  expect(await post(`/${importId}/stop`)).toMatchObject({ status: 200, body: { status: 'stopped' } })
  expect(await post(`/${importId}/resume`)).toMatchObject({ status: 200, body: { status: 'waiting' } })
  expect(await runImport(deps, { workspaceId: mine.workspaceId, importId })).toBe('done')
  expect(await get(`/${importId.toUpperCase()}`)).toMatchObject({ body: { status: 'done', rows: 4, facts: 2, refused: 2, bytesRead: orders.length } })
  expect((await get(`/${importId}/refused`)).text.split('\r\n').map((line) => line[0])).toEqual(['r', '3', '4', undefined])
  expect(await post(`/${importId}/stop`)).toMatchObject({ status: 409 })
  const page = await get('?limit=1')
  expect(page).toMatchObject({ body: { items: [{ importId }], next: null } })
  const [source] = (await postgres.system.query(`select name from sources where workspace_id = $1 and name = 'Orders'`, [mine.workspaceId])).rows
  expect(source).toEqual({ name: 'Orders' })
}) // prettier-ignore

it('shows nothing of one workspace to another', async () => {
  const files = await uploadOrders()
  const { body } = await post('', { ...files, mapping })
  const importId = String(body['importId'])
  for (const url of [`/${importId}`, `/${importId}/refused`]) expect(await get(url, theirs)).toMatchObject({ status: 404 })
  for (const verb of ['stop', 'resume']) expect(await post(`/${importId}/${verb}`, {}, theirs)).toMatchObject({ status: 404 })
  for (const url of ['/preview', '']) expect(await post(url, { ...files, mapping }, theirs)).toMatchObject({ status: 404 })
  expect(await get('', theirs)).toMatchObject({ body: { items: [], next: null } })
})

it('keeps mappings under names, each workspace its own', async () => {
  const save = (name: string, body: object) => call({ method: 'PUT', url: '/api/v1/imports/mappings', payload: { name, mapping: body } })
  const simple = { person: { userId: '{id}' }, facts: [{ type: 'identify', time: '2024-01-01' }] }
  expect(await save(' Orders ', mapping)).toMatchObject({
    status: 200,
    body: { name: 'Orders', savedBy: 'Test', mapping: { join: mapping.join } },
  })
  expect(await save('<img src=x>', simple)).toMatchObject({ status: 200 })
  expect(await save('Orders', simple)).toMatchObject({ status: 200 })
  expect(await save('Bad', { person: {} })).toMatchObject({ status: 400 })
  const names = async (visitor = mine) => (JSON.parse((await get('/mappings', visitor)).text) as { name: string }[]).map(({ name }) => name)
  expect(await names()).toEqual(['<img src=x>', 'Orders'])
  expect(await names(theirs)).toEqual([])
  const remove = (visitor = mine) =>
    call({ method: 'DELETE', url: `/api/v1/imports/mappings/${encodeURIComponent('<img src=x>')}` }, visitor)
  expect(await remove(theirs)).toMatchObject({ body: { removed: false } })
  expect(await remove()).toMatchObject({ body: { removed: true } })
  expect(await names()).toEqual(['Orders'])
})

it('pages through imports', async () => {
  const visitor = await buildVisitor()
  const { body } = await call({ method: 'PUT', url: '/api/v1/imports/files/a.csv', payload: 'id\n1\n' }, visitor)
  const simple = { person: { userId: '{id}' }, facts: [{ type: 'identify', time: '2024-01-01' }] }
  for (const name of ['one', 'two', 'three']) await post('', { fileId: body['fileId'], mapping: simple, name }, visitor)
  const first = await get('?limit=2', visitor)
  const second = await get(`?limit=2&cursor=${String(first.body['next'])}`, visitor)
  const names = [first, second].flatMap((page) => (page.body['items'] as { name: string }[]).map(({ name }) => name))
  expect(names.toSorted()).toEqual(['one', 'three', 'two'])
  expect(second.body['next']).toBeNull()
})

it('is described with the rest of the API', async () => {
  const { paths } = (await app.inject('/api/v1/openapi.json')).json<{ paths: Record<string, unknown> }>()
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/imports/preview', '/imports/files/{fileName}', '/imports/{importId}/refused']),
  )
  expect((await app.inject('/docs')).body).toContain('/imports/files/{fileName}')
})

it('takes a file over the wire while it is still being written, and keeps nothing of one that breaks off', async () => {
  const base = await app.listen({ port: 0 })
  const staged = () => fs.readdirSync(path.join(dataDir, 'imports', 'staged', String(mine.workspaceId))).length
  const send = (body: ReadableStream) =>
    fetch(`${base}/api/v1/imports/files/a.csv`, {
      method: 'PUT',
      body,
      duplex: 'half',
      headers: { authorization: `Bearer ${mine.token}` },
    } as RequestInit)
  const rows = 100_000
  const whole = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('id,day\n'))
      for (let row = 0; row < rows; row += 10_000) controller.enqueue(Buffer.from('u1,2024-01-01\n'.repeat(10_000)))
      controller.close()
    },
  })
  expect(await (await send(whole)).json()).toMatchObject({ bytes: 7 + rows * 14, columns: ['id', 'day'] })
  const before = staged()
  const broken = new ReadableStream({
    async pull(controller) {
      controller.enqueue(Buffer.from('id,day\n'.repeat(10_000)))
      await vi.waitFor(() => expect(staged()).toBe(before + 1))
      controller.error(new Error('the line went dead'))
    },
  })
  await expect(send(broken)).rejects.toThrow('fetch failed')
  await vi.waitFor(() => expect(staged()).toBe(before))
})
