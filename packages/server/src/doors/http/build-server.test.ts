import fs from 'node:fs'
import path from 'node:path'
import type { InjectOptions } from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { createIntake } from '../../record/collect/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { createToken } from './index.ts'

const stores = await testStores()
const { postgres } = stores
const clock = virtualClock(Date.parse('2024-06-01T00:00:00Z'))
const consoleFolder = path.join(stores.dataDir, 'console')
fs.mkdirSync(path.join(consoleFolder, 'assets'), { recursive: true })
fs.writeFileSync(path.join(consoleFolder, 'index.html'), '<!doctype html><title>Console</title>')
fs.writeFileSync(path.join(consoleFolder, 'assets', 'main-abcdef12.js'), 'export {}')

const intake = createIntake(postgres, () => {})
const app = buildTestApp(stores, { intake, clock, consoleFolder })
await app.ready()
afterAll(() => app.close())

type Visitor = TestWorkspace & { token: string }

async function buildVisitor(): Promise<Visitor> {
  const workspace = await buildWorkspace(stores)
  return {
    ...workspace,
    token: await createToken({ postgres, clock }, { workspaceId: workspace.workspaceId, kind: 'token', name: 'Test' }),
  }
}

async function call({ token }: { token: string }, request: InjectOptions) {
  const response = await app.inject({ ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } })
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
}

const [mine, theirs] = [await buildVisitor(), await buildVisitor()]
const [ada, mail] = [idOf(mine, 'user_id', 'ada'), idOf(mine, 'email', 'ada@example.com')]
await recordFacts(stores, mine, [
  { who: { email: 'ada@example.com' }, time: '2024-01-01T00:00:00Z', accountId: 'acme' },
  { who: { user_id: 'ada' }, time: '2024-01-02T00:00:00Z', traits: { plan: 'pro' } },
  { who: { user_id: 'ada', email: 'ada@example.com' }, time: '2024-01-03T00:00:00Z' },
])

describe('the API', () => {
  it('answers from the workspace of the token', async () => {
    expect(await call(mine, { url: '/api/v1/stats' })).toMatchObject({ status: 200, body: { facts: 3, profiles: 1, accounts: 1, bots: 0 } })
    expect(await call(theirs, { url: '/api/v1/stats' })).toMatchObject({ status: 200, body: { facts: 0, profiles: 0, accounts: 0 } })
    expect(await call(mine, { url: `/api/v1/profiles/${mail}` })).toMatchObject({ status: 200, body: { profileId: ada, facts: 3 } })
    expect(await call(mine, { url: '/api/v1/profiles/by/email/ada%40example.com' })).toMatchObject({
      status: 200,
      body: { profileId: ada },
    })
    expect(await call(mine, { url: '/api/v1/profiles?search=ada&limit=1' })).toMatchObject({
      status: 200,
      body: { items: [{ profileId: ada }], next: null },
    })
    expect(await call(mine, { url: `/api/v1/profiles/${mail.toUpperCase()}/timeline?limit=2` })).toMatchObject({
      status: 200,
      body: { items: [{}, {}] },
    })
    expect(await call(mine, { url: '/api/v1/accounts/acme/members' })).toMatchObject({ status: 200, body: { items: [{ profileId: ada }] } })
    const links = await app.inject({ url: `/api/v1/profiles/${ada}/links`, headers: { authorization: `Bearer ${mine.token}` } })
    expect(links.json()).toMatchObject([{ merge: true, refused: null }])
  })

  it('shows nothing of one workspace to another', async () => {
    const gone: InjectOptions[] = [
      { url: `/api/v1/profiles/${ada}` },
      { url: `/api/v1/profiles/${mail}` },
      { url: `/api/v1/profiles/${ada}/timeline` },
      { url: `/api/v1/profiles/${ada}/links` },
      { url: '/api/v1/profiles/by/user_id/ada' },
      { url: '/api/v1/accounts/acme' },
      { url: '/api/v1/accounts/acme/members' },
      ...['preview', 'undo/preview', 'undo', 'redo'].map((what) => ({
        method: 'POST' as const,
        url: `/api/v1/merges/${what}`,
        payload: { a: ada, b: mail },
      })),
      { method: 'POST', url: `/api/v1/sources/${mine.sourceId}/write-keys`, payload: {} },
    ]
    for (const request of gone) expect(await call(theirs, request), JSON.stringify(request)).toMatchObject({ status: 404 })
    for (const url of [
      '/api/v1/profiles',
      '/api/v1/accounts',
      '/api/v1/rejected',
      '/api/v1/profiles?search=ada',
      '/api/v1/profiles?trait=plan&value=pro',
    ]) {
      expect(await call(theirs, { url })).toMatchObject({ status: 200, body: { items: [] } })
    }
    expect(await call(theirs, { url: `/api/v1/sources/${mine.sourceId}/write-keys` })).toMatchObject({ body: [] })
    expect(await call(theirs, { method: 'POST', url: '/api/v1/rejected/replay', payload: { rejectedIds: [1] } })).toMatchObject({
      body: { replayed: 0 },
    })
  })

  it('lets nobody in without a token that is valid', async () => {
    const expired = await createToken({ postgres, clock }, { workspaceId: mine.workspaceId, kind: 'token', name: 'Old', lasts_ms: -1 })
    const signIn = await createToken({ postgres, clock }, { workspaceId: mine.workspaceId, kind: 'sign-in', name: 'Link' })
    for (const token of ['', 'nonsense', expired, signIn])
      expect(await call({ token }, { url: '/api/v1/stats' })).toMatchObject({ status: 401 })
    expect((await app.inject({ url: '/api/v1/stats' })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/v1/live' })).statusCode).toBe(401)
  })

  it('forgets a revoked token within seconds', async () => {
    const visitor = await buildVisitor()
    expect(await call(visitor, { url: '/api/v1/sources' })).toMatchObject({ status: 200 })
    await postgres.system.query('update api_tokens set revoked_at = now() where workspace_id = $1', [visitor.workspaceId])
    clock.advance(5_001)
    expect(await call(visitor, { url: '/api/v1/sources' })).toMatchObject({ status: 401 })
  })

  it('says what is wrong with a request', async () => {
    expect(await call(mine, { url: '/api/v1/profiles/none' })).toMatchObject({
      status: 400,
      body: { code: 'bad_request', hint: expect.stringContaining('profileId') as string },
    })
    expect(await call(mine, { url: '/api/v1/profiles?limit=0' })).toMatchObject({ status: 400 })
    expect(await call(mine, { url: '/api/v1/profiles?cursor=x' })).toMatchObject({
      status: 400,
      body: { code: 'bad_cursor', hint: expect.any(String) as string },
    })
    expect(await call(mine, { url: '/api/v1/profiles?search=%00' })).toMatchObject({ status: 400 })
    expect(await call(mine, { url: '/api/v1/nonsense' })).toMatchObject({ status: 404, body: { code: 'no_such_endpoint' } })
    const json = { 'content-type': 'application/json' }
    expect(await call(mine, { method: 'POST', url: '/api/v1/sources', headers: json, payload: '{' })).toMatchObject({ status: 400 })
    expect(await call(mine, { method: 'POST', url: '/api/v1/sources', payload: { name: 'x'.repeat(1024 * 1024) } })).toMatchObject({
      status: 413,
    })
    expect(await call(mine, { method: 'POST', url: '/api/v1/merges/undo', payload: { a: ada, b: ada } })).toMatchObject({
      status: 400,
      body: { code: 'same_identifier' },
    })
  })

  it('undoes a merge and notes who did', async () => {
    const visitor = await buildVisitor()
    const [a, b] = [idOf(visitor, 'user_id', 'eve'), idOf(visitor, 'email', 'eve@example.com')]
    await recordFacts(stores, visitor, [{ who: { user_id: 'eve', email: 'eve@example.com' }, time: '2024-01-01T00:00:00Z' }])
    expect(await call(visitor, { method: 'POST', url: '/api/v1/merges/undo', payload: { a, b } })).toMatchObject({
      status: 200,
      body: { after: [{}, {}] },
    })
    expect(await call(visitor, { method: 'POST', url: '/api/v1/merges/undo', payload: { a, b } })).toMatchObject({
      status: 409,
      body: { code: 'not_merged' },
    })
    const { rows } = await postgres.system.query('select decided_by from kept_apart where workspace_id = $1', [visitor.workspaceId])
    expect(rows).toEqual([{ decided_by: 'Test' }])
  })

  it('makes sources and write keys', async () => {
    const visitor = await buildVisitor()
    const source = await call(visitor, { method: 'POST', url: '/api/v1/sources', payload: { name: ' Shop ' } })
    expect(source).toMatchObject({ status: 200, body: { name: 'Shop' } })
    const url = `/api/v1/sources/${String(source.body['sourceId'])}/write-keys`
    const key = await call(visitor, { method: 'POST', url, payload: { allowedOrigins: ['https://shop.example/'] } })
    expect(key).toMatchObject({ status: 200, body: { writeKey: expect.stringMatching(/^wk_/u) as string } })
    const revoke: InjectOptions = { method: 'DELETE', url: `/api/v1/write-keys/${String(key.body['writeKeyId'])}` }
    expect(await call(theirs, revoke)).toMatchObject({ status: 404 })
    expect(await call(visitor, revoke)).toMatchObject({ status: 200, body: { revokedAt: expect.any(String) as string } })
  })

  it('keeps the identity policy of each workspace', async () => {
    const visitor = await buildVisitor()
    const { body } = await call(visitor, { url: '/api/v1/identity-policy' })
    expect(await call(visitor, { method: 'PUT', url: '/api/v1/identity-policy', payload: { ...body, limit: 2 } })).toMatchObject({
      status: 200,
      body: { limit: 2 },
    })
    expect(await call(theirs, { url: '/api/v1/identity-policy' })).toMatchObject({ body: { limit: 5 } })
    expect(await call(visitor, { method: 'PUT', url: '/api/v1/identity-policy', payload: { limit: 0 } })).toMatchObject({ status: 400 })
  })

  it('describes itself, for programs and for people', async () => {
    const document = (await app.inject('/api/v1/openapi.json')).json<{ openapi: string; paths: Record<string, unknown> }>()
    expect(document.openapi).toMatch(/^3\.1/u)
    expect(Object.keys(document.paths)).toContain('/profiles/{profileId}/timeline')
    const docs = await app.inject('/docs')
    expect(docs.statusCode).toBe(200)
    expect(docs.body).toContain('/api/v1/profiles/{profileId}/timeline')
    expect(docs.body).not.toMatch(/<script|style=|https?:\/\/(?!localhost)/u)
  })
})

describe('signing in', () => {
  const signInOf = async (lasts_ms = 60_000) =>
    createToken({ postgres, clock }, { workspaceId: mine.workspaceId, kind: 'sign-in', name: 'Console', lasts_ms })

  async function session(): Promise<string> {
    const answer = await app.inject(`/sign-in?token=${await signInOf()}`)
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/' } })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^percorso_session=.*; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/u)
    return cookie.split(';')[0]!
  }

  it('takes a link once, and not after it has expired', async () => {
    const token = await signInOf()
    const [first, second] = await Promise.all([app.inject(`/sign-in?token=${token}`), app.inject(`/sign-in?token=${token}`)])
    expect(new Set([first.statusCode, second.statusCode])).toEqual(new Set([303, 410]))
    expect((await app.inject(`/sign-in?token=${token}`)).body).toContain('does not work any more')
    expect((await app.inject(`/sign-in?token=${await signInOf(-1)}`)).statusCode).toBe(410)
    expect((await app.inject('/sign-in')).statusCode).toBe(410)
    expect((await app.inject(`/sign-in?token=${mine.token}`)).statusCode).toBe(410)
  })

  it('opens the API to our own pages, and to no others', async () => {
    const cookie = await session()
    const get = (headers: Record<string, string>) =>
      app.inject({ url: '/api/v1/stats', headers: { cookie, host: 'percorso.test', ...headers } })
    const post = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/v1/rejected/replay', payload: {}, headers: { cookie, host: 'percorso.test', ...headers } })
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: 'http://percorso.test' }]) {
      expect((await get(headers)).statusCode).toBe(200)
      expect((await post(headers)).statusCode).toBe(200)
    }
    expect((await get({})).statusCode).toBe(200)
    expect((await post({})).statusCode).toBe(403)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.test' },
      { origin: 'null' },
    ]) {
      expect((await post(headers)).statusCode).toBe(403)
      expect((await get(headers)).statusCode).toBe(403)
    }
  })

  it('lasts thirty days', async () => {
    const cookie = await session()
    const { rows } = await postgres.system.query('select from auth_sessions where expires_at between $1 and $2', [
      new Date(Date.now() + 29.99 * 86_400_000),
      new Date(Date.now() + 30 * 86_400_000),
    ])
    expect(rows.length).toBeGreaterThan(0)
    await postgres.system.query(`update auth_sessions set expires_at = now() - interval '1 second'`)
    expect((await app.inject({ url: '/api/v1/stats', headers: { cookie } })).statusCode).toBe(401)
  })
})

describe('the rest of the server', () => {
  it('is watched over', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ok', postgres: true, warehouse: true })
    expect((await app.inject('/metrics')).headers['content-type']).toContain('text/plain')
  })

  it('shows the console at every address of its own, behind strict headers', async () => {
    const html = { accept: 'text/html,*/*' }
    for (const url of ['/', '/people/42', '/settings?x=1']) {
      const { statusCode, headers, body } = await app.inject({ url, headers: html })
      expect([statusCode, body]).toEqual([200, '<!doctype html><title>Console</title>'])
      expect(headers['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/u)
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' })
    }
    expect((await app.inject('/assets/main-abcdef12.js')).headers['cache-control']).toContain('immutable')
    expect((await app.inject({ url: '/assets/other-abcdef12.js' })).statusCode).toBe(404)
    expect((await app.inject({ method: 'POST', url: '/people', headers: html })).statusCode).toBe(404)
    expect((await app.inject({ url: '/..%2f..%2fetc/passwd' })).statusCode).not.toBe(200)
  })

  it('takes facts', async () => {
    const authorization = `Basic ${Buffer.from(`${mine.writeKey}:`).toString('base64')}`
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/track',
      headers: { authorization },
      payload: { userId: 'x', event: 'Seen' },
    })
    expect(answer.json()).toEqual({ success: true })
  })
})
