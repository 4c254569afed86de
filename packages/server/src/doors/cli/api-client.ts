import { PercorsoError } from '../../ground/index.ts'
import { readCredentials } from './credentials.ts'
import { findServer } from './server-file.ts'
import { configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

export type ServerOptions = VerbOptions & { url?: string; token?: string }
export type ApiClient = { url: string; ask<Answer>(path: string, request?: ApiRequest): Promise<Answer> }
export type ApiRequest = { method?: string; json?: unknown; body?: ReadableStream; headers?: Record<string, string> }

/** The API of the server that the options mean: the one of the data folder, unless an address is given. */
export async function connect(options: ServerOptions): Promise<ApiClient> {
  const { dataDir } = configOf(options)
  const url = options.url ?? (await findServer(dataDir))?.url
  if (url === undefined) {
    throw new PercorsoError('no_server', `No server runs on ${dataDir}`, {
      hint: 'Start it with `percorso start`, name its folder with --data-dir, or its address with --url and --token.',
    })
  }
  const token = options.token ?? readCredentials(dataDir)?.adminToken
  if (token === undefined) {
    throw new PercorsoError('no_token', `There is no token for ${url}`, { hint: 'Give an API token with --token.' })
  }
  return createClient(url, token)
}

export function createClient(url: string, token: string): ApiClient {
  return { url, ask: (path, request = {}) => ask(new URL(`/api/v1${path}`, url), token, request) }
}

async function ask<Answer>(url: URL, token: string, { method = 'GET', json, body, headers }: ApiRequest): Promise<Answer> {
  const sent = json === undefined ? body : JSON.stringify(json)
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(sent !== undefined && { body: sent, duplex: 'half' }),
  })
  const text = await answer.text()
  if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer
  throw refusal(answer.status, text)
}

function refusal(status: number, text: string): PercorsoError {
  try {
    const { code, message, hint } = JSON.parse(text) as { code: string; message: string; hint?: string }
    return new PercorsoError(code, message, { status, ...(hint !== undefined && { hint }) })
  } catch {
    return new PercorsoError('bad_answer', `The server answered ${status}: ${text.slice(0, 200)}`, { status })
  }
}
