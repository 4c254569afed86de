import { lookup } from 'node:dns/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { isIP } from 'node:net'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { startReceiver } from '../../testing/receiver.ts'
import { createGuard } from './guarded-request.ts'
import type { Resolve } from './guarded-request.ts'
import { isPublicAddress } from './public-address.ts'

const receiver = await startReceiver()
const nobody = new AbortController().signal
const post = (url: string, config: Partial<Parameters<typeof createGuard>[0]> = {}, signal = nobody) =>
  createGuard({ allowPrivateHosts: [], timeout_ms: 5_000, ...config }).post({ url, headers: { 'x-test': 'yes' }, body: '{}', signal })
const resolveTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: isIP(address) }))
const local = { allowPrivateHosts: ['127.0.0.1'] }

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '168.63.129.16',
    '192.0.0.192',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'not an address',
    '',
  ])('%s is none of the public internet', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    '%s is one of the public internet',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it('of a private network is none of the public internet, however it is mapped into IPv6', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const hidden = fc.constantFrom('::ffff:', '::', '64:ff9b::', '2002:', '2001:0:')
    fc.assert(
      fc.property(hidden, byte, byte, (prefix, high, low) => {
        const pair = `${(10 * 256 + high).toString(16)}:${low.toString(16)}`
        const address = prefix === '2002:' || prefix === '2001:0:' ? `${prefix}${pair}::` : `${prefix}${pair}`
        expect(isIP(address)).toBe(6)
        expect(isPublicAddress(address)).toBe(false)
      }),
    )
  })
})

describe('the guarded client', () => {
  it.each([
    'https://127.0.0.1/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://0/',
    'https://[::]/',
    'https://１２７.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://10.0.0.1:8443/',
    'https://127.0.0.1./',
  ])('sends nothing to %s', async (url) => {
    expect(await post(url)).toEqual({ ok: false, problem: 'private-address' })
    expect(createGuard({ allowPrivateHosts: [] }).problemOf(url)).toBe('private-address')
  })

  it.each([
    ['http://example.com/', 'not-secure'],
    ['https://example.com:22/', 'bad-address'],
    ['https://me:secret@example.com/', 'bad-address'],
    ['ftp://example.com/', 'bad-address'],
    ['file:///etc/passwd', 'bad-address'],
    ['nothing', 'bad-address'],
  ])('sends nothing to %s: %s', async (url, problem) => {
    expect(await post(url)).toEqual({ ok: false, problem })
  })

  it('looks at where a name leads: a name of this machine is this machine', async () => {
    const system: Resolve = (host) => lookup(host, { all: true })
    expect(await post('https://localhost/', { resolve: system })).toEqual({ ok: false, problem: 'private-address' })
    expect(await post('https://localhost./', { resolve: system })).toEqual({ ok: false, problem: 'private-address' })
    expect(await post('https://localhost/')).toMatchObject({ ok: false })
    expect(await post('https://shop.example/', { resolve: resolveTo('127.0.0.1') })).toEqual({ ok: false, problem: 'private-address' })
    expect(await post('https://shop.example/', { resolve: resolveTo('::ffff:10.0.0.1') })).toMatchObject({ problem: 'private-address' })
    expect(await post('https://shop.example/', { resolve: resolveTo('8.8.8.8', '10.0.0.1') })).toMatchObject({ problem: 'private-address' })
    expect(await post('https://no-such-host.invalid/', { resolve: resolveTo() })).toEqual({ ok: false, problem: 'no-such-host' })
  })

  it('asks once where a name leads, and connects there and nowhere else', async () => {
    const { port } = new URL(receiver.url)
    let asked = 0
    const resolve: Resolve = async () =>
      (asked += 1) === 1 ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '127.0.0.2', family: 4 }]
    const outcome = await post(`http://shop.example:${port}/x`, { allowPrivateHosts: ['shop.example'], resolve })
    expect(outcome).toEqual({ ok: true, status: 200, body: '' })
    expect(asked).toBe(1)
    expect(receiver.received.at(-1)).toMatchObject({ path: '/x', body: '{}', headers: { host: `shop.example:${port}`, 'x-test': 'yes' } })
  })

  it('sends to private hosts that were allowed, and to no others', async () => {
    expect(await post(receiver.url, local)).toMatchObject({ ok: true, status: 200 })
    const named = receiver.url.replace('127.0.0.1', 'localhost')
    expect(await post(named, { allowPrivateHosts: ['localhost'] })).toMatchObject({ ok: true, status: 200 })
    expect(await post(receiver.url, { allowPrivateHosts: ['localhost'] })).toEqual({ ok: false, problem: 'not-secure' })
  })

  it('does not follow where an answer points', async () => {
    const before = receiver.received.length
    receiver.answerWith({ status: 307, headers: { location: `${receiver.url}/elsewhere` } }, { status: 200 })
    expect(await post(receiver.url, local)).toMatchObject({ ok: true, status: 307 })
    expect(receiver.received.length).toBe(before + 1)
    receiver.answerWith({ status: 200 })
  })

  it('reads the beginning of an answer and hangs up, even if it never ends', async () => {
    const endless = http.createServer((_request, response) => {
      const more = setInterval(() => response.write('x'.repeat(3_000)), 5)
      response.on('close', () => clearInterval(more))
    })
    afterAll(() => void endless.close())
    await new Promise<void>((listening) => endless.listen(0, '127.0.0.1', listening))
    const outcome = await post(`http://127.0.0.1:${(endless.address() as AddressInfo).port}/`, local)
    expect(outcome).toEqual({ ok: true, status: 200, body: 'x'.repeat(4_096) })
  })

  it('gives up after its time, and when it is told to', async () => {
    receiver.answerWith('never')
    expect(await post(receiver.url, { ...local, timeout_ms: 50 })).toEqual({ ok: false, problem: 'timed-out' })
    const slow: Resolve = () => new Promise(() => {})
    expect(await post('https://shop.example/', { resolve: slow, timeout_ms: 50 })).toEqual({ ok: false, problem: 'timed-out' })
    const stop = new AbortController()
    const pending = post(receiver.url, local, stop.signal)
    stop.abort()
    expect(await pending).toEqual({ ok: false, problem: 'interrupted' })
    expect(await post(receiver.url, local, stop.signal)).toEqual({ ok: false, problem: 'interrupted' })
    receiver.answerWith({ status: 200 })
  })

  it('says why there was no answer', async () => {
    expect(await post('http://127.0.0.1:1/', local)).toEqual({ ok: false, problem: 'unreachable' })
    expect(await post(receiver.url.replace('http:', 'https:'), local)).toMatchObject({ ok: false, problem: 'not-secure' })
  })
})
