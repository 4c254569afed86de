import { gzipSync, deflateSync, brotliCompressSync, zstdCompressSync } from 'node:zlib'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { PercorsoError } from '../../ground/index.ts'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { buildDoor, intakeOf } from './test-door.ts'

const stores = await testDatabase()
const { app, clock, pressure } = buildDoor(stores)
afterAll(() => app.close())

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await buildWorkspace(stores)
  pressure.now = undefined
})

const basic = (key = workspace.writeKey) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` })
const fact = { type: 'track', event: 'Order Completed', userId: 'ada', messageId: 'm-1' }
const json = (value: unknown) => JSON.stringify(value)

type Sent = Partial<InjectOptions> & { body?: string | Buffer }
const post = (url: string, { headers, ...rest }: Sent = {}) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...basic(), ...headers }, ...rest })
const taken = () => intakeOf(stores, workspace.workspaceId)
const rejected = async () =>
  (
    await stores.postgres.system.query<{ reason: string; payload: string; detail: string }>(
      `select reason, convert_from(payload, 'UTF8') as payload, detail from rejected where workspace_id = $1`,
      [workspace.workspaceId],
    )
  ).rows

/** Every refusal has a code and a sentence, and leaves nothing in the intake. */
async function expectRefusal(response: { statusCode: number; json(): unknown }, status: number, code: string): Promise<void> {
  expect(response.statusCode).toBe(status)
  const { error } = response.json() as { error: { code: string; message: string } }
  expect(error.code).toBe(code)
  expect(error.message).toMatch(/^[A-Z].*\.$/u)
  expect(await taken()).toEqual([])
}

describe('paths', () => {
  const singles = ['track', 'identify', 'page', 'screen', 'group', 'alias']
  const paths = [
    ...singles.flatMap((call) => [[`/v1/${call}`, call], [`/v1/${call[0]}`, call], [`/api/s/${call}`, call], [`/api/s/s2s/${call}`, call]]),
    ...['/v1/batch', '/v1/b', '/v1/import', '/api/s/batch', '/api/s/s2s/batch', '/beacon/v1/batch'].map((url) => [url, null]),
  ] as [string, string | null][] // prettier-ignore

  it.each(paths)('POST %s is taken as %s', async (url, call) => {
    const response = await post(url, { body: json(call ? fact : { batch: [fact, fact] }) })
    expect([response.statusCode, response.json()]).toEqual([200, { success: true }])
    const items = call ? [fact] : [fact, fact]
    expect(await taken()).toEqual([{ call, facts: items.length, ip: null, userAgent: null, items }])
  })

  it('takes what analytics.js says about itself, and drops it', async () => {
    const response = await app.inject({ method: 'POST', url: '/v1/m', headers: { 'content-type': 'text/plain' }, body: '{"series":[]}' })
    expect(response.statusCode).toBe(200)
  })

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'] as const)('%s is refused with the way to do it', async (method) => {
    const response = await app.inject({ method, url: '/v1/track' })
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'POST, OPTIONS'])
  })
})

describe('write keys', () => {
  const ways: [string, () => Sent & { url?: string }][] = [
    ['HTTP Basic', () => ({})],
    ['a bearer token', () => ({ headers: { authorization: `Bearer ${workspace.writeKey}` } })],
    ['X-Write-Key', () => ({ headers: { authorization: '', 'x-write-key': workspace.writeKey } })],
    ['X-Write-Key with a secret', () => ({ headers: { authorization: '', 'x-write-key': `${workspace.writeKey}:s3cret` } })],
    ['the address', () => ({ headers: { authorization: '' }, url: `/v1/batch?writeKey=${workspace.writeKey}` })],
    ['the batch', () => ({ headers: { authorization: '' }, body: json({ batch: [fact], writeKey: workspace.writeKey }) })],
    ['the fact', () => ({ headers: { authorization: '' }, body: json({ batch: [{ ...fact, writeKey: workspace.writeKey }] }) })],
    ['the batch, beside an OAuth token', () => ({ headers: { authorization: 'Bearer ey.J' }, body: json({ batch: [fact], writeKey: workspace.writeKey }) })],
  ] // prettier-ignore

  it.each(ways)('are taken from %s', async (_name, sent) => {
    const { url = '/v1/batch', ...rest } = sent()
    const response = await post(url, { body: json({ batch: [fact] }), ...rest })
    expect([response.statusCode, (await taken()).length]).toEqual([200, 1])
  })

  it('are refused when missing or unknown', async () => {
    await expectRefusal(await post('/v1/track', { headers: { authorization: '' }, body: json(fact) }), 401, 'write_key_missing')
    await expectRefusal(await post('/v1/track', { headers: basic('wk_nobody'), body: json(fact) }), 401, 'write_key_unknown')
    await expectRefusal(await post('/v1/track', { headers: basic('k'.repeat(5000)), body: json(fact) }), 401, 'write_key_unknown')
  })

  it('are refused five seconds after they were revoked, and keys made meanwhile are taken', async () => {
    expect((await post('/v1/track', { body: json(fact) })).statusCode).toBe(200)
    await stores.postgres.system.query('update write_keys set revoked_at = now() where workspace_id = $1', [workspace.workspaceId])
    clock.advance(5_001)
    expect((await post('/v1/track', { body: json(fact) })).statusCode).toBe(401)
    await stores.postgres.system.query('update write_keys set revoked_at = null where workspace_id = $1', [workspace.workspaceId])
    clock.advance(5_001)
    expect((await post('/v1/track', { body: json(fact) })).statusCode).toBe(200)
  })

  it('are refused from a website they are not for', async () => {
    await stores.postgres.system.query(`update write_keys set allowed_origins = '{https://shop.example}' where workspace_id = $1`, [
      workspace.workspaceId,
    ])
    for (const headers of [{ origin: 'https://evil.example' }, { referer: 'https://evil.example/shop.example' }, { origin: 'null' }, {}]) {
      await expectRefusal(await post('/v1/track', { headers, body: json(fact) }), 403, 'origin_not_allowed')
    }
    expect((await post('/v1/track', { headers: { origin: 'https://shop.example' }, body: json(fact) })).statusCode).toBe(200)
    expect((await post('/v1/track', { headers: { referer: 'https://shop.example/cart' }, body: json(fact) })).statusCode).toBe(200)
  })
})

describe('bodies', () => {
  it.each([
    ['nothing', '', 'body_missing'],
    ['truncated JSON', '{"batch":[{"type":"tra', 'not_json'],
    ['no JSON at all', 'event=Signed+Up', 'not_json'],
    ['a list', '[]', 'not_an_object'],
    ['null', 'null', 'not_an_object'],
    ['a number', '7', 'not_an_object'],
    ['a batch that is no list', '{"batch":{"type":"track"}}', 'batch_missing'],
    ['no batch', '{"type":"track"}', 'batch_missing'],
    ['a NUL byte in a string', '{"batch":[{"event":"a\0b"}]}', 'not_json'],
  ])('%s is refused', async (_name, body, code) => {
    await expectRefusal(await post('/v1/batch', { body }), 400, code)
  })

  it('that end before their length are not answered with success', async () => {
    const port = await listening()
    const socket = net.connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data.toString()))
    socket.end(`POST /v1/track HTTP/1.1\r\nhost: x\r\nauthorization: ${basic().authorization}\r\ncontent-length: 500\r\n\r\n${json(fact)}`)
    await new Promise((closed) => socket.on('close', closed))
    expect(answer).not.toContain('200')
    expect(await taken()).toEqual([])
  })

  it.each(['application/json', 'text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded', undefined])('are read whatever type they have: %s', async (type) => {
    const headers = { ...basic(), ...(type !== undefined && { 'content-type': type }) }
    const response = await fetch(`http://127.0.0.1:${await listening()}/v1/track`, { method: 'POST', headers, body: Buffer.from(json(fact)) })
    expect(response.status).toBe(200)
    expect((await taken())[0]?.items).toEqual([fact])
  }) // prettier-ignore

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('compressed with %s are unpacked', async (encoding, compress) => {
    const response = await post('/v1/track', { headers: { 'content-encoding': encoding }, body: compress(Buffer.from(json(fact))) })
    expect(response.statusCode).toBe(200)
    expect((await taken())[0]?.items).toEqual([fact])
  })

  it('with an unknown or damaged compression are refused', async () => {
    const body = gzipSync(json(fact))
    await expectRefusal(await post('/v1/track', { headers: { 'content-encoding': 'compress' }, body }), 415, 'encoding_unknown')
    await expectRefusal(await post('/v1/track', { headers: { 'content-encoding': 'constructor' }, body }), 415, 'encoding_unknown')
    await expectRefusal(
      await post('/v1/track', { headers: { 'content-encoding': 'gzip' }, body: body.subarray(0, 40) }),
      400,
      'body_damaged',
    )
    await expectRefusal(await post('/v1/track', { headers: { 'content-encoding': 'gzip' }, body: json(fact) }), 400, 'body_damaged')
  })

  const named = { ...fact, event: 'Café – “Größe” €' }
  const utf16 = (text: string, bigEndian: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }
  const windows = Buffer.from(json(named).replace('–', '\x96').replace('“', '\x93').replace('”', '\x94').replace('€', '\x80'), 'latin1')

  it.each([
    ['UTF-8', 'application/json', Buffer.from(json(named))],
    ['UTF-8 with a mark', 'application/json', Buffer.from(`\uFEFF${json(named)}`)],
    ['UTF-16 with a mark', 'application/json', utf16(json(named), false)],
    ['big-endian UTF-16 with a mark', 'application/json; charset=utf-8', utf16(json(named), true)],
    ['Windows-1252 called UTF-8', 'application/json; charset=UTF-8', windows],
    ['Windows-1252 called nothing', 'text/plain', windows],
    ['Windows-1252 called Latin 1', 'text/plain; charset="iso-8859-1"', windows],
    ['UTF-16 as declared', 'application/json;charset=utf-16le', utf16(json(named), false).subarray(2)],
  ])('in %s are understood', async (_name, type, body) => {
    expect((await post('/v1/track', { headers: { 'content-type': type }, body })).statusCode).toBe(200)
    expect((await taken())[0]?.items).toEqual([named])
  })

  it('in an unknown charset are refused', async () => {
    await expectRefusal(
      await post('/v1/track', { headers: { 'content-type': 'text/plain; charset=klingon' }, body: json(fact) }),
      415,
      'charset_unknown',
    )
  })

  it('nested 20,000 deep, with dangerous or double names, NULs and half characters are taken as they are', async () => {
    const deep = `{"event":"x","userId":"u","properties":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`
    const odd =
      '{"event":"a\\u0000b\\ud800","userId":"u","__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"id":12345678901234567890,"a":1,"a":2}'
    for (const body of [deep, odd]) expect((await post('/v1/track', { body })).statusCode).toBe(200)
    expect((await taken()).map(({ facts }) => facts)).toEqual([1, 1])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('with an empty batch are taken, and leave nothing to do', async () => {
    expect((await post('/v1/batch', { body: '{"batch":[]}' })).statusCode).toBe(200)
    expect(await taken()).toEqual([])
  })
})

describe('limits', () => {
  const large = json({ batch: [{ ...fact, properties: { text: 'x'.repeat(600 * 1024) } }] })
  const millionKeys = `{"batch":[{${Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":1`).join(',')}}]}`
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '))

  it.each([
    ['over 500 KB', large, undefined],
    ['over 500 KB once unpacked', gzipSync(large), 'gzip'],
    ['a bomb', bomb, 'gzip'],
    ['over 1 MB even on the way', 'x'.repeat(3 * 1024 * 1024), undefined],
    ['a million keys', millionKeys, undefined],
    ['a million keys, packed', gzipSync(millionKeys), 'gzip'],
    ['2,501 facts', json({ batch: Array.from({ length: 2501 }, () => fact) }), undefined],
  ])('%s is refused, and its source can see it', async (_name, body, encoding) => {
    const response = await post('/v1/batch', { body, headers: encoding ? { 'content-encoding': encoding } : {} })
    await expectRefusal(response, 413, 'batch_too_large')
    const [kept, ...others] = await rejected()
    expect(others).toEqual([])
    expect(kept?.reason).toBe('batch-too-large')
    expect(Buffer.byteLength(kept!.payload)).toBeLessThanOrEqual(2048)
    const { rows } = await stores.postgres.system.query('select rejected from source_counts where workspace_id = $1', [
      workspace.workspaceId,
    ])
    expect(rows).toEqual([{ rejected: 1 }])
  })

  it('shows how a refused batch began', async () => {
    await post('/v1/batch', { body: gzipSync(large), headers: { 'content-encoding': 'gzip' } })
    expect((await rejected())[0]?.payload).toBe(large.slice(0, 2048))
  })

  it('keeps nothing of what nobody’s key sent', async () => {
    await expectRefusal(await post('/v1/batch', { body: large, headers: basic('wk_nobody') }), 413, 'batch_too_large')
    expect(await rejected()).toEqual([])
  })

  it('takes 2,500 facts and 500 KB', async () => {
    expect((await post('/v1/batch', { body: json({ batch: Array.from({ length: 2500 }, () => ({ event: 'x' })) }) })).statusCode).toBe(200)
    const empty = json({ batch: [{ event: '' }] }).length
    expect((await post('/v1/batch', { body: json({ batch: [{ event: 'x'.repeat(500 * 1024 - empty) }] }) })).statusCode).toBe(200)
  })

  it('answers over a real connection too', async () => {
    const body = 'x'.repeat(5 * 1024 * 1024)
    const response = await fetch(`http://127.0.0.1:${await listening()}/v1/batch`, { method: 'POST', headers: basic(), body })
    expect(response.status).toBe(413)
  })
})

describe('when nothing can be stored', () => {
  it.each([
    ['429', new PercorsoError('intake_full', 'Too many facts wait to be processed.', { status: 429 })],
    ['503', new PercorsoError('disk_full', 'There is too little disk space.', { status: 503 })],
  ])('says %s and when to come back', async (status, refusal) => {
    pressure.now = refusal
    const response = await post('/v1/track', { body: json(fact) })
    await expectRefusal(response, Number(status), refusal.code)
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('says 503 if the intake fails, and not why', async () => {
    const broken = buildDoor(stores)
    broken.intake.append = () => Promise.reject(new Error('could not extend file "base/16384/2619": No space left on device'))
    const response = await broken.app.inject({ method: 'POST', url: '/v1/track', headers: basic(), body: json(fact) })
    await expectRefusal(response, 503, 'temporarily_unavailable')
    expect(response.body).not.toContain('base/')
    expect(response.headers['retry-after']).toBe('5')
  })
})

describe('who sent it', () => {
  const agent = 'Mozilla/5.0 (iPhone)'

  it('is kept of browsers and not of servers', async () => {
    await post('/v1/track', { body: json(fact), headers: { 'user-agent': agent, origin: 'https://shop.example' } })
    await post('/v1/track', { body: json(fact), headers: { 'user-agent': 'analytics-node/1' } })
    await post('/v1/track', { body: json(fact), headers: { 'user-agent': agent, origin: 'https://shop.example', 'x-ip-policy': 'remove' } })
    expect((await taken()).map(({ ip, userAgent }) => [ip, userAgent])).toEqual([['127.0.0.1', agent], [null, null], [null, agent]]) // prettier-ignore
  })

  it('is not believed from X-Forwarded-For unless a proxy is trusted', async () => {
    const sent = { body: json(fact), headers: { ...basic(), origin: 'https://shop.example', 'x-forwarded-for': '203.0.113.9' } }
    await post('/v1/track', sent)
    const behindProxy = buildDoor(stores, { trustProxy: true })
    await behindProxy.app.inject({ method: 'POST', url: '/v1/track', ...sent })
    expect((await taken()).map(({ ip }) => ip)).toEqual(['127.0.0.1', '203.0.113.9'])
  })
})

describe('browsers', () => {
  it('may send from anywhere', async () => {
    const headers = {
      origin: 'https://shop.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,anonymousid',
    }
    const preflight = await app.inject({ method: 'OPTIONS', url: '/v1/batch', headers })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization,content-type,anonymousid',
      'access-control-max-age': '86400',
    })
    const refused = await post('/v1/batch', { headers: { origin: 'https://shop.example' }, body: '{' })
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([400, 'https://shop.example'])
    const withoutOrigin = await app.inject({ method: 'OPTIONS', url: '/v1/t' })
    expect(withoutOrigin.headers['access-control-allow-origin']).toBe('*')
    expect(withoutOrigin.headers['access-control-allow-headers']).toContain('X-Write-Key')
  })

  it('hear from the settings where to send to', async () => {
    const response = await app.inject({ url: `/v1/projects/${workspace.writeKey}/settings`, headers: { host: 'cx.example:3000' } })
    const settings = response.json<{ integrations: Record<string, unknown> }>()
    expect(settings.integrations['Segment.io']).toMatchObject({
      apiKey: workspace.writeKey,
      apiHost: 'cx.example:3000/v1',
      protocol: 'http',
    })
    expect((await app.inject({ url: '/analytics-next/bundles/x.js' })).statusCode).toBe(404)
  })

  it.each(['/sourceConfig', '/sourceConfig/'])('of RudderStack hear from %s that the source is on', async (url) => {
    const response = await app.inject({ url: `${url}?p=web&v=3`, headers: basic() })
    expect(response.json()).toMatchObject({ source: { writeKey: workspace.writeKey, enabled: true, destinations: [] } })
    expect((await app.inject({ url: `${url}?writeKey=${workspace.writeKey}` })).statusCode).toBe(200)
    expect((await app.inject({ url, headers: basic('wk_nobody') })).statusCode).toBe(401)
  })
})

describe('the pixel', () => {
  const opened = { event: 'Email Opened', userId: 'zoë>?', properties: { campaign: '春' } }
  const get = (query: string, call = 'track') => app.inject({ url: `/v1/pixel/${call}?${query}`, headers: { 'user-agent': 'Mail/1' } })

  it.each([
    ['Base64', (text: string) => encodeURIComponent(Buffer.from(text).toString('base64'))],
    ['Base64 with bare pluses', (text: string) => Buffer.from(text).toString('base64')],
    ['Base64url', (text: string) => Buffer.from(text).toString('base64url')],
  ])('takes a fact in %s', async (_name, encode) => {
    const response = await get(`data=${encode(json({ ...opened, writeKey: workspace.writeKey }))}`)
    expect(response.headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store' })
    expect(response.headers['x-percorso-error']).toBeUndefined()
    expect(response.rawPayload.subarray(0, 6).toString()).toBe('GIF89a')
    expect(await taken()).toMatchObject([{ call: 'track', facts: 1, ip: '127.0.0.1', userAgent: 'Mail/1', items: [opened] }])
  })

  it('is an image whatever is wrong', async () => {
    const data = Buffer.from(json(opened)).toString('base64url')
    const key = `writeKey=${workspace.writeKey}`
    const answers = [
      await get(`data=${data}`),
      await get(key),
      await get(`${key}&data=bm90IGpzb24`),
      await get(`${key}&data=e30`, 'nonsense'),
      await get(`${key}&data=${'A'.repeat(17_000)}`),
    ]
    pressure.now = new PercorsoError('disk_full', 'Full.', { status: 503 })
    answers.push(await get(`${key}&data=${data}`))
    expect(answers.map(({ headers }) => headers['x-percorso-error'])).toEqual([
      'write_key_missing',
      'data_missing',
      'not_json',
      'call_unknown',
      'data_missing',
      'disk_full',
    ])
    expect(new Set(answers.map(({ statusCode, headers }) => `${statusCode} ${String(headers['content-type'])}`))).toEqual(
      new Set(['200 image/gif']),
    )
    expect(await taken()).toEqual([])
  })
})

async function listening(): Promise<number> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  return (app.server.address() as AddressInfo).port
}
