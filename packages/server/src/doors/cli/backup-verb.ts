import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { createLog } from '../../ground/index.ts'
import type { Config } from '../../ground/index.ts'
import { openStores } from '../../stores/index.ts'
import { askForBackup, backUp } from '../backup/index.ts'
import type { Manifest } from '../backup/index.ts'
import { number, renewLine, say } from './output.ts'
import { findServer } from './server-file.ts'
import { addVerb, configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

export function addBackup(program: Command): void {
  addVerb(program, 'backup <folder>', {
    summary: 'Copy everything into a folder, while the server runs or not',
    more: 'Both databases as they were at one moment, however much comes in meanwhile. The folder must be empty or new. It holds personal data: keep it as safe as the databases. Files uploaded for imports and credentials.json are not in it.',
    example: 'backup /backups/2026-11-21',
  }).action(runBackup)
}

async function runBackup(folder: string, options: VerbOptions): Promise<void> {
  const config = configOf(options)
  const target = path.resolve(folder)
  const onPart = (file: string, rows: number) => renewLine(`${file}: ${number(rows)} rows`)
  const from = performance.now()
  const server = await findServer(config.dataDir)
  // Only the process that has the embedded stores open can read them.
  const made = server?.control ? await askForBackup(server.control, target, onPart) : await backUpHere(config, target, onPart)
  renewLine('')
  const bytes = [...made.postgres, ...made.clickhouse].reduce((sum, part) => sum + part.bytes, 0)
  const took_ms = Math.round(performance.now() - from)
  const facts = factsIn(made)
  if (options.json) say(JSON.stringify({ folder: target, bytes, facts, took_ms }))
  else
    say(
      `Backed up ${number(facts)} facts and what is known of people into ${target}: ${number(bytes)} bytes in ${(took_ms / 1000).toFixed(1)} s.`,
    )
}

async function backUpHere(config: Config, folder: string, onPart: (file: string, rows: number) => void): Promise<Manifest> {
  const embedded = !config.databaseUrl || !config.clickhouseUrl
  if (embedded) fs.accessSync(config.dataDir) // nothing there: nothing to back up, and nothing to be made
  const log = createLog(config)
  const stores = await openStores(config, log)
  return backUp({ stores, log, onPart }, folder).finally(() => stores.close())
}

export function factsIn({ clickhouse }: Manifest): number {
  return clickhouse.find(({ table }) => table === 'facts')?.rows ?? 0
}
