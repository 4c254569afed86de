import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { importMapping } from '@percorso/contract'
import type { ImportProgress, UploadedFile } from '@percorso/contract'
import type { Command } from 'commander'
import { PercorsoError, createLog } from '../../ground/index.ts'
import { connect, createClient } from './api-client.ts'
import type { ApiClient, ServerOptions } from './api-client.ts'
import { number, renewLine, say } from './output.ts'
import { findServer } from './server-file.ts'
import { startSystem } from './start-system.ts'
import { addServerOptions } from './stats-verb.ts'
import { addVerb, configOf, several } from './verb.ts'

type ImportOptions = ServerOptions & { mapping?: string; lookup?: string[]; name?: string; preview?: boolean; wait?: boolean }

const LOOK_EVERY_MS = 500

export function addImport(program: Command): void {
  const verb = addVerb(program, 'import <file>', {
    summary: 'Import a CSV, JSON Lines or Parquet file',
    more: 'The mapping says how its rows become facts; without one, --preview shows a guess to start from. The same file under the same name is never imported twice. If no server runs on the data folder, one is started for as long as it takes.',
    example: 'import orders.csv --mapping orders.json --lookup customers=customers.csv --wait',
  })
  addServerOptions(verb)
    .option('--mapping <file>', 'how rows become facts, as JSON')
    .option('--lookup <name=file>', 'the file of a lookup that the mapping names (may be given several times)', several)
    .option('--name <name>', 'what the import is called (default: the name of the file)')
    .option('--preview', 'only show what the first rows would become')
    .option('--wait', 'show progress until the import is done')
    .action(runImport)
}

async function runImport(file: string, options: ImportOptions): Promise<void> {
  const mapping = options.mapping === undefined ? undefined : readMapping(options.mapping)
  if (!mapping && !options.preview)
    throw new PercorsoError('no_mapping', 'An import needs --mapping', {
      hint: `See a guess to start from: percorso import ${file} --preview`,
    })
  fs.accessSync(file, fs.constants.R_OK)
  const { client, stop } = await clientFor(options)
  try {
    const { fileId } = await upload(client, file)
    const lookups = await uploadLookups(client, options.lookup ?? [])
    const wish = { fileId, lookups, ...(mapping !== undefined && { mapping }) }
    if (options.preview) await preview(client, wish, options)
    else
      await carryOut(
        client,
        { ...wish, ...(options.name !== undefined && { name: options.name }) },
        { ...options, wait: options.wait || !!stop },
      )
  } finally {
    await stop?.()
  }
}

/** The running server; or one of our own on any free port, which the caller has to stop. */
async function clientFor(options: ImportOptions): Promise<{ client: ApiClient; stop?: () => Promise<void> }> {
  const config = configOf(options)
  if (options.url !== undefined || (await findServer(config.dataDir))) return { client: await connect(options) }
  const own = { ...config, host: '127.0.0.1', port: 0 }
  const system = await startSystem(own, createLog({ ...own, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel }))
  return { client: createClient(system.url, system.credentials?.adminToken ?? ''), stop: system.stop }
}

function readMapping(file: string): unknown {
  let given: unknown
  try {
    given = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new PercorsoError('bad_mapping', `Cannot read the mapping ${file}: ${(cause as Error).message}`, { cause })
  }
  const parsed = importMapping.safeParse(given)
  if (parsed.success) return given
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'mapping'}: ${message}`)
  throw new PercorsoError('bad_mapping', `${file} is not a mapping: ${issues.join('; ')}`, {
    hint: 'Start from a guess: percorso import FILE --preview',
  })
}

async function upload(client: ApiClient, file: string): Promise<UploadedFile> {
  const total = fs.statSync(file).size
  let sent = 0
  async function* counted() {
    for await (const chunk of fs.createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      sent += (chunk as Buffer).length
      renewLine(`Uploading ${path.basename(file)}: ${percent(sent, total)}`)
      yield chunk as Buffer
    }
  }
  const body = Readable.toWeb(Readable.from(counted(), { objectMode: false })) as ReadableStream
  const headers = { 'content-type': 'application/octet-stream' }
  const uploaded = await client.ask<UploadedFile>(`/imports/files/${encodeURIComponent(path.basename(file))}`, {
    method: 'PUT',
    body,
    headers,
  })
  renewLine('')
  return uploaded
}

async function uploadLookups(client: ApiClient, lookups: string[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const lookup of lookups) {
    const [name, ...rest] = lookup.split('=')
    const file = rest.join('=')
    if (!name || !file) throw new PercorsoError('bad_usage', `--lookup ${lookup} is not NAME=FILE`)
    ids[name] = (await upload(client, file)).fileId
  }
  return ids
}

async function preview(client: ApiClient, wish: object, { json }: ImportOptions): Promise<void> {
  const shown = await client.ask<{
    mapping: unknown
    reasons: string[]
    facts: unknown[]
    totals: { rows: number; facts: number; refused: number }
  }>('/imports/preview', { method: 'POST', json: wish })
  if (json) return say(JSON.stringify(shown))
  say(JSON.stringify(shown.mapping, undefined, 2))
  for (const reason of shown.reasons) say(`# ${reason}`)
  for (const fact of shown.facts.slice(0, 5)) say(JSON.stringify(fact))
  const { rows, facts, refused } = shown.totals
  say(`${number(rows)} rows: ${number(facts)} facts, ${number(refused)} refused.`)
}

async function carryOut(client: ApiClient, wish: object, { wait, json }: ImportOptions): Promise<void> {
  let progress = await client.ask<ImportProgress>('/imports', { method: 'POST', json: wish })
  const path = `/imports/${progress.importId}`
  while (wait && ['waiting', 'running'].includes(progress.status)) {
    await sleep(LOOK_EVERY_MS)
    progress = await client.ask<ImportProgress>(path)
    renewLine(progressLine(progress))
  }
  renewLine('')
  if (progress.status === 'failed')
    throw new PercorsoError('import_failed', progress.error ?? 'The import failed', { hint: `See ${client.url}/api/v1${path}` })
  if (json) say(JSON.stringify(progress))
  else say(wait ? progressLine(progress) : `Import ${progress.importId} is under way.`)
}

function progressLine({ name, status, facts, refused, bytesRead, bytesTotal, factsPerSecond }: ImportProgress): string {
  const rate = factsPerSecond === null ? '' : `, ${number(Math.round(factsPerSecond))} a second`
  return `${name}: ${status}, ${percent(bytesRead, bytesTotal)}, ${number(facts)} facts${rate}, ${number(refused)} refused`
}

function percent(done: number, total: number): string {
  return total === 0 ? '100%' : `${Math.floor((100 * done) / total)}%`
}
