import { permissionsOf } from '@percorso/contract/permissions'
import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { buildBrowser as browserOf } from '../../testing/app-browser.ts'
import type { ApiAnswer, Method } from '../../testing/app-browser.ts'
import { TEST_PASSWORD, buildMember, buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { createToken } from './index.ts'

const stores = await testStores()
const { postgres } = stores
const clock = virtualClock(Date.now())
const app = buildTestApp(stores, { clock, config: { trustProxy: true } })
await app.ready()
afterAll(() => app.close())

const buildBrowser = (cookie?: string) => browserOf(app, cookie)

const { workspaceId } = await buildWorkspace(stores, { name: 'Shop' })
const adminToken = await createToken({ postgres, clock }, { workspaceId, kind: 'token', name: 'Command line' })

async function asToken(method: Method, path: string, payload?: object): Promise<ApiAnswer> {
  const headers = { authorization: `Bearer ${adminToken}` }
  const { statusCode, ...response } = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) })
  return { status: statusCode, body: response.json<ApiAnswer['body']>(), cookies: [] }
}

async function auditOf(where = workspaceId): Promise<string[]> {
  const { rows } = await postgres.system.query<{ verb: string }>('select verb from audit where workspace_id = $1 order by audit_id', [
    where,
  ])
  return rows.map(({ verb }) => verb)
}

describe('an account', () => {
  it('lists where it is signed in and ends what it wishes', async () => {
    const { email, cookie } = await buildMember(stores, { workspaceId })
    const [here, there, third] = [buildBrowser(cookie), buildBrowser(), buildBrowser()]
    for (const browser of [there, third]) await browser.call('POST', '/sign-in/password', { email, password: TEST_PASSWORD })
    const list = (await here.call('GET', '/me/sessions')).body as unknown as { sessionId: string; current: boolean; network: string }[]
    expect(list).toHaveLength(3)
    expect(list.filter(({ current }) => current)).toHaveLength(1)
    expect(list.map(({ network }) => network)).toContain(third.network)
    const other = list.find(({ current }) => !current)!
    const stranger = buildBrowser((await buildMember(stores, { workspaceId })).cookie)
    expect(await stranger.call('DELETE', `/me/sessions/${other.sessionId}`)).toMatchObject({ status: 404 })
    expect(await here.call('DELETE', `/me/sessions/${other.sessionId}`)).toMatchObject({ status: 200 })
    expect(await here.call('DELETE', '/me/sessions')).toMatchObject({ body: { ended: 1 } })
    expect([(await there.call('GET', '/me')).status, (await third.call('GET', '/me')).status]).toEqual([401, 401])
    expect((await here.call('GET', '/me')).status).toBe(200)
    expect(await here.call('POST', '/me/sign-out')).toMatchObject({ status: 200 })
    expect(here.jar.size).toBe(0)
    expect((await buildBrowser(cookie).call('GET', '/me')).status).toBe(401)
  })

  it('changes its password, which ends all other sessions', async () => {
    const { email, cookie } = await buildMember(stores, { workspaceId })
    const [here, there] = [buildBrowser(cookie), buildBrowser()]
    await there.call('POST', '/sign-in/password', { email, password: TEST_PASSWORD })
    const wish = { current: 'wrong', password: 'another long password' }
    expect(await here.call('PUT', '/me/password', wish)).toMatchObject({ status: 403 })
    expect(await here.call('PUT', '/me/password', { ...wish, current: TEST_PASSWORD })).toMatchObject({ status: 200 })
    expect([(await here.call('GET', '/me')).status, (await there.call('GET', '/me')).status]).toEqual([200, 401])
    expect(await buildBrowser().call('POST', '/sign-in/password', { email, password: TEST_PASSWORD })).toMatchObject({ status: 401 })
    expect(await buildBrowser().call('POST', '/sign-in/password', { email, password: wish.password })).toMatchObject({ status: 200 })
  })

  it('of one workspace cannot go into another; of two, goes where it wishes', async () => {
    const { workspaceId: other } = await buildWorkspace(stores)
    const { cookie, userId } = await buildMember(stores, { workspaceId })
    const browser = buildBrowser(cookie)
    expect(await browser.call('PUT', '/me/workspace', { workspaceId: other })).toMatchObject({ status: 404 })
    await postgres.system.query(`insert into members (workspace_id, user_id, role) values ($1, $2, 'viewer')`, [other, userId])
    expect(await browser.call('PUT', '/me/workspace', { workspaceId: other })).toMatchObject({ status: 200 })
    const shown = (await browser.call('GET', '/me')).body
    expect(shown).toMatchObject({
      workspaceId: other,
      permissions: permissionsOf.viewer,
    })
    expect(shown['workspaces']).toHaveLength(2)
    const made = await buildBrowser(cookie).call('POST', '/workspaces', { name: 'Third' })
    expect(made.status).toBe(403) // a viewer there
    await browser.call('PUT', '/me/workspace', { workspaceId })
    expect(await browser.call('POST', '/workspaces', { name: 'Third' })).toMatchObject({
      status: 200,
      body: { name: 'Third', role: 'admin' },
    })
    expect((await browser.call('GET', '/me')).body['workspaces']).toHaveLength(3)
    await postgres.system.query('delete from members where user_id = $1', [userId])
    clock.advance(5_001)
    expect((await browser.call('GET', '/me')).body).toMatchObject({ workspaceId: null, permissions: [], workspaces: [] })
    expect((await browser.call('GET', '/sources')).status).toBe(403)
  })

  it('is nothing a token has', async () => {
    expect(await asToken('GET', '/me')).toMatchObject({
      status: 200,
      body: { kind: 'token', name: 'Command line', email: null, workspaceId },
    })
    for (const path of ['/me/sessions']) expect(await asToken('GET', path)).toMatchObject({ status: 403, body: { code: 'needs_person' } })
    expect(await asToken('POST', '/workspaces', { name: 'X' })).toMatchObject({ status: 403, body: { code: 'needs_person' } })
  })
})

describe('members', () => {
  it('come by a link that works once, for the address it was made for', async () => {
    const invite = async (email: string, role: string) => {
      const { body, status } = await asToken('POST', '/invitations', { email, role })
      expect(status).toBe(200)
      return new URL(String(body['link'])).searchParams.get('token')!
    }
    const token = await invite('Grace@Example.com', 'marketing')
    const browser = buildBrowser()
    expect((await browser.call('POST', '/invitations/read', { token })).body).toEqual({
      email: 'grace@example.com',
      role: 'marketing',
      workspace: 'Shop',
      invitedBy: 'Command line',
      known: false,
    })
    const wish = { token, name: 'Grace', password: 'a long password' }
    const [first, second] = await Promise.all([
      browser.call('POST', '/invitations/accept', wish),
      buildBrowser().call('POST', '/invitations/accept', wish),
    ])
    expect([first.status, second.status].filter((status) => status === 200)).toHaveLength(1)
    const grace = buildBrowser()
    await grace.call('POST', '/sign-in/password', { email: 'grace@example.com', password: wish.password })
    expect((await grace.call('GET', '/me')).body).toMatchObject({ name: 'Grace', workspaces: [{ role: 'marketing' }] })
    expect(await buildBrowser().call('POST', '/invitations/read', { token })).toMatchObject({ status: 410 })

    const { workspaceId: other } = await buildWorkspace(stores)
    const theirs = buildBrowser((await buildMember(stores, { workspaceId: other })).cookie)
    const link = await theirs.call('POST', '/invitations', { email: 'grace@example.com', role: 'viewer' })
    const again = new URL(String(link.body['link'])).searchParams.get('token')!
    expect((await grace.call('POST', '/invitations/read', { token: again })).body).toMatchObject({ known: true })
    expect(await buildBrowser().call('POST', '/invitations/accept', { ...wish, token: again })).toMatchObject({ status: 409 })
    expect(await theirs.call('POST', '/invitations/join', { token: again })).toMatchObject({ status: 403 })
    expect(await grace.call('POST', '/invitations/join', { token: again })).toMatchObject({ status: 200 })
    expect((await grace.call('GET', '/me')).body['workspaces']).toHaveLength(2)

    const late = await invite('late@example.com', 'viewer')
    clock.advance(7 * 86_400_000 + 1)
    expect(await buildBrowser().call('POST', '/invitations/accept', { ...wish, token: late })).toMatchObject({ status: 410 })
    const withdrawn = await asToken('POST', '/invitations', { email: 'no@example.com', role: 'viewer' })
    const open = (await asToken('GET', '/invitations')).body as unknown as { email: string }[]
    expect(open.map(({ email }) => email)).toEqual(['no@example.com'])
    expect(await asToken('DELETE', `/invitations/${String(withdrawn.body['invitationId'])}`)).toMatchObject({ status: 200 })
    const { searchParams } = new URL(String(withdrawn.body['link']))
    expect(await buildBrowser().call('POST', '/invitations/read', { token: searchParams.get('token')! })).toMatchObject({ status: 410 })
  })

  it('never lose their last admin, not even to two at once', async () => {
    const { workspaceId: own } = await buildWorkspace(stores)
    const [a, b] = [await buildMember(stores, { workspaceId: own }), await buildMember(stores, { workspaceId: own })]
    const [first, second] = await Promise.all([
      buildBrowser(a.cookie).call('DELETE', `/members/${b.userId}`),
      buildBrowser(b.cookie).call('PUT', `/members/${a.userId}/role`, { role: 'viewer' }),
    ])
    expect([first.status, second.status].toSorted((x, y) => x - y)[0]).toBe(200)
    const { rows } = await postgres.system.query(`select from members where workspace_id = $1 and role = 'admin'`, [own])
    expect(rows).toHaveLength(1)
    const [left] = (
      await postgres.system.query<{ id: string }>(`select user_id as id from members where workspace_id = $1 and role = 'admin'`, [own])
    ).rows
    const { cookie } = [a, b].find(({ userId }) => userId === left!.id)!
    expect(await buildBrowser(cookie).call('DELETE', `/members/${left!.id}`)).toMatchObject({ status: 409, body: { code: 'last_admin' } })
    expect(await buildBrowser(cookie).call('PUT', `/members/${left!.id}/role`, { role: 'viewer' })).toMatchObject({ status: 409 })
  })

  it('who are removed are out at once', async () => {
    const [admin, viewer] = [await buildMember(stores, { workspaceId }), await buildMember(stores, { workspaceId, role: 'viewer' })]
    const browser = buildBrowser(viewer.cookie)
    expect((await browser.call('GET', '/sources')).status).toBe(200)
    expect(await buildBrowser(admin.cookie).call('DELETE', `/members/${viewer.userId}`)).toMatchObject({ status: 200 })
    expect((await browser.call('GET', '/sources')).status).toBe(403)
    expect(await auditOf()).toContain('member.remove')
  })
})

describe('API tokens', () => {
  it('do what they were made for, are shown once, and give no more than their maker has', async () => {
    const made = await asToken('POST', '/tokens', { name: 'Export', scopes: ['people.read', 'tokens.manage'], days: 1 })
    const { token, tokenId } = made.body as { token: string; tokenId: number }
    const by = (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) =>
      app.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
    expect((await by('GET', '/profiles')).statusCode).toBe(200)
    expect((await by('GET', '/sources')).statusCode).toBe(403)
    const more = await by('POST', '/tokens', { name: 'More', scopes: ['people.read', 'audit.read'] })
    expect([more.statusCode, more.json<{ code: string }>().code]).toEqual([403, 'not_yours_to_give'])
    const list = await asToken('GET', '/tokens')
    expect(JSON.stringify(list.body)).not.toContain(token)
    expect(list.body).toMatchObject([
      {
        tokenId,
        hint: token.slice(-4),
        scopes: ['people.read', 'tokens.manage'],
        createdBy: 'Command line',
        lastUsedAt: expect.any(String) as string,
      },
      { name: 'Command line', scopes: null },
    ])
    clock.advance(86_400_001)
    expect((await by('GET', '/profiles')).statusCode).toBe(401)
    const second = await asToken('POST', '/tokens', { name: 'Other', scopes: ['people.read'] })
    expect(await asToken('DELETE', `/tokens/${String(second.body['tokenId'])}`)).toMatchObject({
      body: { revokedAt: expect.any(String) as string },
    })
    const { rows } = await postgres.system.query(`select * from api_tokens`)
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('the audit log', () => {
  it('has every change of a definition, a person or a right', async () => {
    const { workspaceId: own, sourceId } = await buildWorkspace(stores)
    const { cookie, userId } = await buildMember(stores, { workspaceId: own })
    const other = await buildMember(stores, { workspaceId: own, role: 'viewer' })
    const browser = buildBrowser(cookie)
    const policy = (await browser.call('GET', '/identity-policy')).body
    await browser.call('PUT', '/identity-policy', { ...policy, limit: 3 })
    const source = await browser.call('POST', '/sources', { name: 'Shop' })
    const key = await browser.call('POST', `/sources/${String(source.body['sourceId'])}/write-keys`, {})
    await browser.call('DELETE', `/write-keys/${String(key.body['writeKeyId'])}`)
    await browser.call('POST', '/rejected/replay', {})
    await browser.call('PUT', `/members/${other.userId}/role`, { role: 'analyst' })
    await browser.call('PUT', '/workspace/name', { name: 'Other' })
    await browser.call('PUT', '/organisation/name', { name: 'Acme' })
    await recordFacts(stores, { workspaceId: own, sourceId }, [
      { who: { user_id: 'ada', email: 'ada@example.com' }, time: '2024-01-01T00:00:00Z' },
    ])
    const pair = {
      a: idOf({ workspaceId: own, sourceId }, 'user_id', 'ada'),
      b: idOf({ workspaceId: own, sourceId }, 'email', 'ada@example.com'),
    }
    expect(await browser.call('POST', '/merges/undo', pair)).toMatchObject({ status: 200 })
    await browser.call('POST', '/merges/redo', pair)
    expect(await auditOf(own)).toEqual([
      'policy.change',
      'source.create',
      'writeKey.create',
      'writeKey.revoke',
      'rejected.replay',
      'member.role',
      'workspace.rename',
      'organisation.rename',
      'merge.undo',
      'merge.redo',
    ])
    const { items } = (await browser.call('GET', '/audit?verb=policy')).body as unknown as { items: unknown[] }
    expect(items).toMatchObject([{ actor: { kind: 'user', id: userId }, before: { limit: 5 }, after: { limit: 3 } }])
    const log = (await browser.call('GET', '/audit?limit=200')).body
    expect(JSON.stringify(log)).not.toContain('ada@example.com')
    await browser.call('POST', '/merges/undo', { a: pair.a, b: pair.a }) // refused: nothing was done, so nothing is noted
    expect(await auditOf(own)).toHaveLength(10)
  })

  it('is searched and verified through the API', async () => {
    const { body } = await asToken('GET', '/audit?verb=token&limit=2')
    expect(body).toMatchObject({ items: [{ verb: 'token.revoke' }, { verb: 'token.create' }], next: expect.any(String) as string })
    expect((await asToken('GET', '/audit/verify')).body).toMatchObject({ firstBroken: null })
  })
})
