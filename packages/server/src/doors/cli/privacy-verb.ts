import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { createLog } from '../../ground/index.ts'
import type { Config } from '../../ground/index.ts'
import { keepHouse, writeLedger } from '../../record/privacy/index.ts'
import { openStores } from '../../stores/index.ts'
import type { Stores } from '../../stores/index.ts'
import { askForHousekeeping } from '../backup/index.ts'
import { number, say } from './output.ts'
import { findServer } from './server-file.ts'
import { houseOf } from './start-system.ts'
import { addVerb, configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

export function addPrivacy(program: Command): void {
  const privacy = program
    .command('privacy')
    .description('What people may ask of us about their own data.')
    .summary('Erasures and retention')
  addVerb(privacy, 'housekeep', {
    summary: 'Do now what is done at night: remove old facts, rewrite data files without erased people',
    more: 'Whether the server runs or not. Tables are rewritten one after the other, and nobody can use one meanwhile: about a minute for a million people.',
    example: 'privacy housekeep --data-dir ./data',
  }).action(housekeep)
  addVerb(privacy, 'ledger <file>', {
    summary: 'Write down who was erased, for the day on which an older backup is restored',
    more: 'With embedded databases the data folder has it, always up to date, as erasures.jsonl; for databases of your own, keep one that this verb writes. It names nobody, but lets those who have it try out whether somebody was erased: keep it safe, and apart from backups.',
    example: 'privacy ledger /safe/erasures.jsonl',
  }).action(ledger)
}

async function housekeep(options: VerbOptions): Promise<void> {
  const config = configOf(options)
  const server = await findServer(config.dataDir)
  const kept = server?.control
    ? await askForHousekeeping(server.control)
    : await withStores(config, (stores, log) => keepHouse(houseOf({ config, log, stores })))
  if (options.json) say(JSON.stringify(kept))
  else {
    say(
      `${number(kept.removed)} facts were older than they may be, and are gone. ${number(kept.cleaned)} erasures are done to the last file.`,
    )
    for (const reason of kept.waiting) say(`Some have to wait: ${reason}.`)
    for (const what of kept.refused) say(`The PostgreSQL server did not let us do this: ${what}. What was erased may be left in its files.`)
  }
}

async function ledger(file: string, options: VerbOptions): Promise<void> {
  const config = configOf(options)
  const kept = path.join(config.dataDir, 'erasures.jsonl')
  const server = await findServer(config.dataDir)
  if (server?.control && fs.existsSync(kept)) fs.copyFileSync(kept, file)
  else await withStores(config, ({ postgres }) => writeLedger(postgres, path.resolve(file)))
  if (options.json) say(JSON.stringify({ file: path.resolve(file) }))
  else say(`Written to ${path.resolve(file)}`)
}

async function withStores<T>(config: Config, work: (stores: Stores, log: ReturnType<typeof createLog>) => Promise<T>): Promise<T> {
  const log = createLog(config)
  const stores = await openStores(config, log)
  return work(stores, log).finally(() => stores.close())
}
