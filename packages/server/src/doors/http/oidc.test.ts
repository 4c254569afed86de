import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, expect, it } from 'vitest'
import { keepCookies } from '../../testing/app-browser.ts'
import { buildMember, buildWorkspace, testStores } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'

// A real OpenID provider, on the loopback. Its people sign in with their address and say themselves whether it is verified.

const stores = await testStores()
const door = http.createServer()
await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${(door.address() as AddressInfo).port}`

const app = buildTestApp(stores, {
  config: { oidc: { issuer, clientId: 'percorso', clientSecret: 'a secret of the two', name: 'Acme ID' } },
})
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'percorso',
      client_secret: 'a secret of the two',
      redirect_uris: [`${origin}/api/auth/callback/oidc`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id.replace('unverified-', ''), email_verified: !id.startsWith('unverified-'), name: 'Ada' }),
  }),
})
door.on('request', (request, response) => void provider.callback()(request, response))
afterAll(async () => {
  await app.close()
  door.closeAllConnections()
  door.close()
})

/** Goes where it is sent, as a browser would, and fills in the provider's forms. Ends at a page of ours. */
async function walk(jar: Map<string, string>, at: { url: string; body?: URLSearchParams }, login: string): Promise<string> {
  const { pathname, search, origin: where } = new URL(at.url)
  if (where === origin && !pathname.startsWith('/api/')) return `${pathname}${search}`
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const sent = at.body ? { method: 'POST', body: at.body } : {}
  const answer = await fetch(at.url, { ...sent, headers: { cookie }, redirect: 'manual' })
  keepCookies(jar, answer.headers.getSetCookie())
  const location = answer.headers.get('location')
  if (location !== null) return walk(jar, { url: new URL(location, at.url).href }, login)
  const [, prompt] = /name="prompt" value="(\w+)"/u.exec(await answer.text()) ?? []
  if (prompt === undefined) throw new Error(`${at.url} answered ${answer.status}`)
  return walk(jar, { url: at.url, body: new URLSearchParams({ prompt, login, password: 'any' }) }, login)
}

async function signIn(login: string, next = '/live?x=1') {
  const jar = new Map<string, string>()
  const answer = await fetch(`${origin}/api/v1/sign-in/oidc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ next }),
  })
  const { url } = (await answer.json()) as { url: string }
  keepCookies(jar, answer.headers.getSetCookie())
  const end = await walk(jar, { url }, login)
  const me = await fetch(`${origin}/api/v1/me`, { headers: { cookie: `percorso_session=${jar.get('percorso_session') ?? ''}` } })
  return { end, status: me.status, me: (await me.json()) as Record<string, unknown> }
}

it('lets in whom somebody invited, by the address that the provider has verified, and nobody else', { timeout: 60_000 }, async () => {
  const { workspaceId } = await buildWorkspace(stores)
  const { email } = await buildMember(stores, { workspaceId, role: 'analyst', origin })
  expect(await (await fetch(`${origin}/api/v1/sign-in/methods`)).json()).toEqual({ oidc: { name: 'Acme ID' } })

  expect(await signIn(`unverified-${email}`)).toMatchObject({
    end: expect.stringContaining('/?problem=provider') as string,
    status: 401,
  })
  expect(await signIn('stranger@example.com')).toMatchObject({
    end: expect.stringContaining('/?problem=provider') as string,
    status: 401,
  })
  expect(await signIn(email)).toMatchObject({ end: '/live?x=1', status: 200, me: { email, workspaceId } })
  expect(await signIn(email)).toMatchObject({ status: 200 })
  const { rows } = await stores.postgres.system.query<{ verb: string }>('select verb from audit where workspace_id = $1', [workspaceId])
  expect(rows.map(({ verb }) => verb)).toEqual(['sign-in.provider', 'sign-in.provider'])
  const users = await stores.postgres.system.query('select from auth_users')
  expect(users.rowCount).toBe(1)
})

it('never leads to a page of somebody else', { timeout: 60_000 }, async () => {
  const { email } = await buildMember(stores, { workspaceId: (await buildWorkspace(stores)).workspaceId, origin })
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example']) {
    expect((await signIn(email, next)).end, next).toBe('/')
  }
})

it('refuses a way back that nobody began here', async () => {
  const answer = await fetch(`${origin}/api/auth/callback/oidc?code=x&state=planted`, { redirect: 'manual' })
  expect(answer.headers.get('location') ?? '').toMatch(new RegExp(`^(${origin})?/`, 'u'))
  expect(answer.headers.getSetCookie().join()).not.toMatch(/percorso_session=[^;]/u)
})
