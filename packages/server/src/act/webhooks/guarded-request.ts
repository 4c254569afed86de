import { once } from 'node:events'
import { Resolver, lookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import type { DeliveryProblem } from '@percorso/contract'
import { isPublicAddress } from './public-address.ts'

// The only way in which this floor calls addresses that people have written down. Whoever may write an address must not reach with it what only this
// machine can reach: so no private networks, no other ports, no following to where an answer points.

export type Resolve = (host: string) => Promise<LookupAddress[]>
export type GuardConfig = {
  /** Hosts that may be private, on any port and without TLS: for development, and for receivers of one's own. */
  allowPrivateHosts: readonly string[]
  resolve?: Resolve
  timeout_ms?: number
}
export type Post = { url: string; headers: Record<string, string>; body: string; signal: AbortSignal }
/** `body`: the beginning of what was answered. Redirects are answers like any other: they are not followed. */
export type Outcome = { ok: true; status: number; body: string } | { ok: false; problem: DeliveryProblem }
export type Guard = { post: (wish: Post) => Promise<Outcome>; problemOf: (url: string) => DeliveryProblem | undefined }

const TIMEOUT_MS = 15_000
const ANSWER_BYTES_MAX = 4_096
const PORTS = ['', '8443']

const resolver = new Resolver({ timeout: 3_000, tries: 2 })

/** Asks DNS itself: the system's own way keeps one of the threads on which ClickHouse runs, for as long as nobody answers. */
const askDns: Resolve = async (host) => {
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const found = (family: number, asked: PromiseSettledResult<string[]>) =>
    asked.status === 'fulfilled' ? asked.value.map((address) => ({ address, family })) : []
  return [...found(4, v4), ...found(6, v6)]
}

/** Names of private hosts are the system's to know (/etc/hosts, search domains). */
const askSystem: Resolve = (host) => lookup(host, { all: true })

/** Makes the guarded client: one POST, within a time, to an address that was looked at before anything was sent there. */
export function createGuard({ allowPrivateHosts, resolve, timeout_ms = TIMEOUT_MS }: GuardConfig): Guard {
  const isAllowed = (host: string) => allowPrivateHosts.includes(host)

  /** What can be said of an address before its name is looked up. */
  function problemOf(text: string): DeliveryProblem | undefined {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || url.username !== '' || url.password !== '' || !['https:', 'http:'].includes(url.protocol)) return 'bad-address'
    const host = hostOf(url)
    if (isAllowed(host)) return undefined
    if (url.protocol === 'http:') return 'not-secure'
    if (!PORTS.includes(url.port)) return 'bad-address'
    return isIP(host) !== 0 && !isPublicAddress(host) ? 'private-address' : undefined
  }

  /** Where the name leads, once and for all: what is connected to is what was looked at, whatever the name says a moment later. */
  async function addressesOf(host: string): Promise<LookupAddress[] | DeliveryProblem> {
    const found =
      isIP(host) === 0
        ? await (resolve ?? (isAllowed(host) ? askSystem : askDns))(host).catch(() => [])
        : [{ address: host, family: isIP(host) }]
    if (found.length === 0) return 'no-such-host'
    return isAllowed(host) || found.every(({ address }) => isPublicAddress(address)) ? found : 'private-address'
  }

  async function post(wish: Post): Promise<Outcome> {
    const problem = problemOf(wish.url)
    if (problem) return { ok: false, problem }
    const url = new URL(wish.url)
    const time = AbortSignal.timeout(timeout_ms)
    const signal = AbortSignal.any([time, wish.signal])
    try {
      const addresses = await Promise.race([addressesOf(hostOf(url)), abortOf(signal)])
      if (typeof addresses === 'string') return { ok: false, problem: addresses }
      return { ok: true, ...(await send(url, { ...wish, signal }, addresses)) }
    } catch (error) {
      if (wish.signal.aborted) return { ok: false, problem: 'interrupted' }
      return { ok: false, problem: time.aborted ? 'timed-out' : whyOf(error) }
    }
  }

  return { post, problemOf }
}

/** The host as it is compared and resolved: IPv6 without brackets, names without the dot that may end them. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '')
}

async function abortOf(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

function send(url: URL, { headers, body, signal }: Post, addresses: LookupAddress[]): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const bytes = Buffer.from(body)
  const options = {
    method: 'POST',
    agent: false, // a connection of its own, which nobody opened before for another address
    lookup: lookupWithin(addresses),
    signal,
    headers: { ...headers, 'content-length': bytes.length, connection: 'close' },
  }
  const request = (url.protocol === 'https:' ? https : http).request(url, options, (response) => {
    readBeginning(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject)
  })
  request.on('error', reject)
  request.end(bytes)
  return promise
}

/** In place of a resolver: the addresses that were looked at. */
function lookupWithin(addresses: LookupAddress[]): LookupFunction {
  const [first] = addresses
  return (_host, options, found) => (options.all ? found(null, addresses) : found(null, first!.address, first!.family))
}

/** No more than we would ever show: what comes after is not waited for. */
async function readBeginning(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part)
    bytes += part.length
    if (bytes >= ANSWER_BYTES_MAX) break // which also hangs up
  }
  return Buffer.concat(parts).subarray(0, ANSWER_BYTES_MAX).toString()
}

function whyOf(error: unknown): DeliveryProblem {
  const { code = '' } = error as { code?: string }
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|EPROTO/u.test(code) ? 'not-secure' : 'unreachable'
}
