import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { buildBrowser as browserOf, totp } from '../../testing/app-browser.ts'
import { TEST_PASSWORD, buildMember, buildWorkspace, testStores } from '../../testing/index.ts'
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

async function auditOf(where = workspaceId): Promise<string[]> {
  const { rows } = await postgres.system.query<{ verb: string }>('select verb from audit where workspace_id = $1 order by audit_id', [
    where,
  ])
  return rows.map(({ verb }) => verb)
}

const secretOf = (uri: string) => new URL(uri).searchParams.get('secret')!

describe('the first one to come', () => {
  it('says who they are and signs in like everybody else from then on', async () => {
    const { workspaceId: own } = await buildWorkspace(stores)
    const linkOf = () => createToken({ postgres, clock }, { workspaceId: own, kind: 'sign-in', name: 'Console' })
    const link = await app.inject(`/sign-in?token=${await linkOf()}`)
    const browser = buildBrowser(String(link.headers['set-cookie']).split(';')[0])
    expect((await browser.call('GET', '/me')).body).toMatchObject({ name: 'Console', email: null, setUp: false, workspaceId: own })
    const who = { name: ' Ada ', email: 'Ada@Example.com', password: 'a long password' }
    expect(await browser.call('POST', '/me/set-up', { ...who, password: 'short' })).toMatchObject({ status: 400 })
    expect(await browser.call('POST', '/me/set-up', who)).toMatchObject({ status: 200 })
    expect(await browser.call('POST', '/me/set-up', who)).toMatchObject({ status: 409 })
    expect((await browser.call('GET', '/me')).body).toMatchObject({ name: 'Ada', email: 'ada@example.com', setUp: true })

    const elsewhere = buildBrowser()
    expect(await elsewhere.call('POST', '/sign-in/password', { email: 'ADA@example.com', password: who.password })).toMatchObject({
      status: 200,
      body: { next: 'signed-in' },
    })
    const shown = (await elsewhere.call('GET', '/me')).body
    expect(shown).toMatchObject({ name: 'Ada', secondFactor: false, workspaces: [{ workspaceId: own, role: 'admin' }] })
    expect(shown['permissions']).toContain('members.manage')
    expect(await auditOf(own)).toEqual(['sign-in.link', 'user.set-up', 'sign-in.password'])

    // A later link is a way back in for her, not for somebody new.
    const again = await app.inject(`/sign-in?token=${await linkOf()}`)
    expect((await buildBrowser(String(again.headers['set-cookie']).split(';')[0]).call('GET', '/me')).body).toMatchObject({ name: 'Ada' })
  })
})

describe('signing in', () => {
  it('tells nobody which addresses exist, and takes no more than ten tries a quarter of an hour', async () => {
    const { email } = await buildMember(stores, { workspaceId })
    const tries = async (address: string) => {
      const browser = buildBrowser()
      const answers: unknown[] = []
      for (let n = 0; n < 11; n += 1) {
        const { status, body, cookies } = await browser.call('POST', '/sign-in/password', { email: address, password: 'wrong password' })
        answers.push({ status, body, cookies })
      }
      return answers
    }
    const [known, unknown] = [await tries(email), await tries('nobody@example.com')]
    expect(known).toEqual(unknown)
    expect(known[0]).toMatchObject({ status: 401, body: { code: 'wrong_credentials' }, cookies: [] })
    expect(known[10]).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } })
    const right = { email, password: TEST_PASSWORD }
    expect(await buildBrowser().call('POST', '/sign-in/password', right)).toMatchObject({ status: 429 })
    clock.advance(15 * 60_000 + 1)
    expect(await buildBrowser().call('POST', '/sign-in/password', right)).toMatchObject({ status: 200 })
    const [forgot, never] = [email, 'never@example.com'].map((address) =>
      buildBrowser().call('POST', '/sign-in/forgot', { email: address }),
    )
    expect(await forgot).toEqual(await never)
    await expect.poll(async () => (await auditOf()).filter((verb) => verb === 'sign-in.refused').length).toBe(10)
    await expect.poll(() => auditOf()).toContain('password.asked')
  })

  it('gives a session that no one could have known before, and keeps only its hash', async () => {
    const { email } = await buildMember(stores, { workspaceId })
    const browser = buildBrowser('percorso_session=planted.by+somebody')
    await browser.call('POST', '/sign-in/password', { email, password: TEST_PASSWORD })
    const session = browser.jar.get('percorso_session')!
    expect(session).not.toContain('planted')
    const token = decodeURIComponent(session).split('.')[0]!
    const { rows } = await postgres.auth.query<Record<string, unknown>>('select * from auth_sessions')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
    for (const { token: hash } of rows) expect((await buildBrowser(`percorso_session=${String(hash)}`).call('GET', '/me')).status).toBe(401)
    expect((await buildBrowser(`percorso_session=${token}`).call('GET', '/me')).status).toBe(401)
    const signed = session.slice(session.indexOf('.'))
    expect((await buildBrowser(`percorso_session=${String(rows[0]!['token'])}${signed}`).call('GET', '/me')).status).toBe(401)
  })

  it('over https keeps the cookie to this host and to https', async () => {
    const { email } = await buildMember(stores, { workspaceId })
    const { headers, statusCode } = await app.inject({
      method: 'POST',
      url: '/api/v1/sign-in/password',
      headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https', host: 'cxm.example.com' },
      payload: { email, password: TEST_PASSWORD },
    })
    expect(statusCode).toBe(200)
    const cookies = [headers['set-cookie'] ?? []].flat()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^__Host-percorso_session=[^;]+;.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/u)
    const cookie = cookies[0]!.split(';')[0]!
    const at = (host: string) => app.inject({ url: '/api/v1/me', headers: { cookie, 'x-forwarded-proto': 'https', host } })
    expect((await at('cxm.example.com')).statusCode).toBe(200)
    expect((await app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401) // over http
  })

  it('happens on our own pages only', async () => {
    const { email } = await buildMember(stores, { workspaceId })
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}]) {
      const payload = { email, password: TEST_PASSWORD }
      const answer = await app.inject({ method: 'POST', url: '/api/v1/sign-in/password', headers, payload })
      expect(answer.statusCode).toBe(403)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  it('opens nothing of better-auth’s own', async () => {
    for (const path of ['/sign-up/email', '/sign-in/email', '/get-session', '/list-sessions', '/callback/oidc', '/update-user', '/ok'])
      for (const method of ['GET', 'POST'] as const)
        expect((await app.inject({ method, url: `/api/auth${path}`, payload: {} })).statusCode, path).toBe(404)
  })

  it('is refused to a host that is none', async () => {
    for (const host of ['evil.com/x', 'a b', 'x@y'])
      expect(
        (
          await app.inject({
            method: 'POST',
            url: '/api/v1/sign-in/forgot',
            headers: { host, 'sec-fetch-site': 'same-origin' },
            payload: { email: 'a@b.co' },
          })
        ).statusCode,
      ).toBeGreaterThanOrEqual(400)
  })
})

describe('the second factor', () => {
  it('is asked for once it is on, takes a backup code once, and goes off again', async () => {
    const { email, cookie } = await buildMember(stores, { workspaceId })
    const browser = buildBrowser(cookie)
    expect(await browser.call('POST', '/me/second-factor', { password: 'wrong' })).toMatchObject({
      status: 403,
      body: { code: 'wrong_password' },
    })
    const begun = await browser.call('POST', '/me/second-factor', { password: TEST_PASSWORD })
    const { uri, backupCodes } = begun.body as { uri: string; backupCodes: string[] }
    expect(uri).toMatch(/^otpauth:\/\/totp\/Percorso/u)
    const wrong = totp(secretOf(uri)) === '000000' ? '000001' : '000000'
    expect(await browser.call('PUT', '/me/second-factor', { code: wrong })).toMatchObject({ status: 401, body: { code: 'wrong_code' } })
    expect((await browser.call('GET', '/me')).body).toMatchObject({ secondFactor: false })
    expect(await browser.call('PUT', '/me/second-factor', { code: totp(secretOf(uri)) })).toMatchObject({ status: 200 })
    expect((await browser.call('GET', '/me')).body).toMatchObject({ secondFactor: true, workspaceId })
    expect((await buildBrowser(cookie).call('GET', '/me')).status).toBe(401) // the session before it

    const signIn = async (code: string) => {
      const other = buildBrowser()
      const first = await other.call('POST', '/sign-in/password', { email, password: TEST_PASSWORD })
      expect(first.body).toEqual({ next: 'second-factor' })
      expect((await other.call('GET', '/me')).status).toBe(401)
      const second = await other.call('POST', '/sign-in/second-factor', { code })
      expect((await other.call('GET', '/me')).status).toBe(second.status)
      return second.status
    }
    expect(await signIn(totp(secretOf(uri)))).toBe(200)
    expect(await signIn(wrong)).toBe(401)
    expect(await signIn(backupCodes[0]!)).toBe(200)
    expect(await signIn(backupCodes[0]!)).toBe(401)
    expect(await buildBrowser().call('POST', '/sign-in/second-factor', { code: totp(secretOf(uri)) })).toMatchObject({ status: 401 })
    const { rows } = await postgres.auth.query('select * from auth_two_factors')
    expect(JSON.stringify(rows)).not.toContain(backupCodes[1])
    expect(JSON.stringify(rows)).not.toContain(new URL(uri).searchParams.get('secret'))
    expect(await browser.call('POST', '/me/second-factor/end', { password: TEST_PASSWORD })).toMatchObject({ status: 200 })
    expect(await buildBrowser().call('POST', '/sign-in/password', { email, password: TEST_PASSWORD })).toMatchObject({
      body: { next: 'signed-in' },
    })
  })
})
