import type { Command } from 'commander'
import { PercorsoError, createLog } from '../../ground/index.ts'
import { openStores } from '../../stores/index.ts'
import type { Stores } from '../../stores/index.ts'
import { ownMigrations } from '../backup/index.ts'
import { assertWritable } from './check-place.ts'
import { say } from './output.ts'
import { findServer } from './server-file.ts'
import { addVerb, configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

export function addMigrate(program: Command): void {
  addVerb(program, 'migrate', {
    summary: 'Bring the databases up to date',
    more: '`start` does this too; alone it serves those who start several processes on databases of their own.',
    example: 'migrate --json',
  }).action(migrate)
}

async function migrate(options: VerbOptions): Promise<void> {
  const config = configOf(options)
  const embedded = !config.databaseUrl || !config.clickhouseUrl
  if (embedded && (await findServer(config.dataDir)))
    throw new PercorsoError(
      'data_dir_in_use',
      `The server that runs on ${config.dataDir} has brought its databases up to date when it started`,
    )
  if (embedded) assertWritable(config.dataDir)
  const startedAt = new Date()
  const stores = await openStores(config, createLog(config))
  const applied = await appliedSince(stores, startedAt).finally(() => stores.close())
  const own = await ownMigrations()
  const total = own.postgres.length + own.clickhouse.length
  if (options.json) say(JSON.stringify({ applied, total }))
  else if (applied.length === 0) say(`Up to date: all ${total} migrations had been applied.`)
  else say(`Applied ${applied.length} of ${total} migrations:\n${applied.map((name) => `  ${name}`).join('\n')}`)
}

/** `openStores` applies what is new; each store knows since when it has what. */
async function appliedSince({ postgres, warehouse }: Stores, time: Date): Promise<string[]> {
  const owner = await postgres.owner()
  try {
    const { rows } = await owner.query<{ name: string }>('select name from migrations where applied_at >= $1 order by name', [time])
    const seconds = Math.floor(time.getTime() / 1000)
    const sql = 'select name from migrations where applied_at >= fromUnixTimestamp({seconds: Int64}) order by name'
    const inWarehouse = await warehouse.query<{ name: string }>(sql, { seconds })
    return [...rows.map(({ name }) => `postgres/${name}`), ...inWarehouse.map(({ name }) => `clickhouse/${name}`)]
  } finally {
    await owner.end()
  }
}
