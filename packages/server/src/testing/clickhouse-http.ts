import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createChdbConnection } from 'chdb/connection'
import type { ChdbConnection } from 'chdb/connection'
import { clickhouseCode } from '../stores/warehouse/errors.ts'
import { inlineParams } from '../stores/warehouse/inline-params.ts'
import { createLanes } from '../stores/warehouse/lanes.ts'
import type { Lanes } from '../stores/warehouse/lanes.ts'

// ClickHouse's HTTP interface in front of chDB, for machines without a ClickHouse server: the same engine behind the same protocol, as
// far as our client speaks it. What it does not know it refuses, rather than to answer something else.

export type ClickHouseServer = { url: string; stop(): Promise<void> }

/** Starts it in a process of its own, which many others can talk to. It listens on the loopback only. */
export async function spawnClickHouse(folder: string): Promise<ClickHouseServer> {
  const child = fork(import.meta.filename, [folder], { execArgv: [] })
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the ClickHouse of the test ended with ${code}`)))
  const [url] = (await Promise.race([once(child, 'message'), failed])) as [string]
  return {
    url,
    async stop() {
      child.kill('SIGKILL')
      await failed.catch(() => {})
    },
  }
}

type Call = { sql: string; database: string }
type Lane = { connection: ChdbConnection; database: string }

const LANES = 6
const QUERY_BYTES_MAX = 64 * 1024 * 1024
const MEANS_NOTHING_HERE = new Set(['query_id', 'wait_end_of_query', 'send_progress_in_http_headers', 'http_headers_progress_interval_ms'])
const UNKNOWN_SETTING = 115

async function serve(folder: string): Promise<string> {
  const open = async (): Promise<Lane> => {
    const connection = createChdbConnection({ path: folder })
    await connection.chdb.queryAsync(`set max_query_size = ${QUERY_BYTES_MAX}`) // parameters stand in the text of a statement here
    return { connection, database: 'default' }
  }
  const lanes = createLanes<Lane>(await Promise.all(Array.from({ length: LANES }, open)))
  const server = http.createServer((request, response) => void answer(lanes, request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answer(lanes: Lanes<Lane>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/ping') return void response.end('Ok.\n')
    const { fields, body } = await readBody(request)
    const call = readCall([...url.searchParams, ...fields], body)
    const result = await lanes.run((lane) => run(lane, call))
    response.end(result)
  } catch (error) {
    if (request.errored) return // whoever asked has gone, and half a statement is none
    response.writeHead(500, { 'X-ClickHouse-Exception-Code': String(clickhouseCode(error) ?? 1000), 'Content-Type': 'text/plain' })
    response.end(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}

/** A body is a statement or rows, or a form of parts, as long parameters come. */
async function readBody(request: IncomingMessage): Promise<{ fields: [string, string][]; body: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { fields: [], body: body.toString('utf8') }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  return { fields: [...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']), body: '' }
}

/** The statement is in the URL, in the body, or begins in one and goes on in the other. */
function readCall(search: [string, string][], body: string): Call {
  const params: Record<string, unknown> = {}
  let query = ''
  let database = 'default'
  for (const [name, value] of search) {
    if (name === 'query') query = value
    else if (name === 'database') database = value
    else if (name.startsWith('param_')) params[name.slice('param_'.length)] = unescape(value)
    else if (name === 'enable_http_compression' && value === '0') continue
    else if (!MEANS_NOTHING_HERE.has(name)) throw new Error(`Code: ${UNKNOWN_SETTING}. DB::Exception: ${name}=${value}. (UNKNOWN_SETTING)`)
  }
  // Only the statement has parameters: what looks like one in the rows of an insert is data.
  const sql = query === '' ? inlineParams(body, params) : [inlineParams(query, params), body].filter((part) => part !== '').join('\n')
  return { sql, database }
}

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', r: '\r', n: '\n', t: '\t', 0: '\0' }

/** A parameter comes escaped as in a TSV file. */
function unescape(value: string): string | null {
  if (value === '\\N') return null
  return value.replace(/\\(.)/gsu, (_, char: string) => ESCAPES[char] ?? char)
}

/** A chDB connection stays in a database, so that it has to be sent to the right one first. */
async function run(lane: Lane, { sql, database }: Call): Promise<Uint8Array> {
  const { chdb } = lane.connection
  if (lane.database !== database) {
    await chdb.queryAsync(inlineParams('use {database:Identifier}', { database }))
    lane.database = database
  }
  return (await chdb.queryAsync(sql, { format: 'TabSeparated' })).bytes()
}

if (import.meta.main) {
  const url = await serve(process.argv[2]!)
  process.send!(url)
  process.once('disconnect', () => process.exit(0)) // nothing may outlive the test
}
