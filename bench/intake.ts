import { usedCpu } from './cpu.ts'
import { judge } from './figure.ts'
import type { Figure } from './figure.ts'
import { watchMemory } from './memory.ts'
import { beginSending, startLivingSystem, until } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'

const FACTS = 1_000_000
const PEOPLE = 100_000
const BARE_ROWS = 300_000
const ROWS_PER_INSERT = 8000

/**
 * How fast facts go all the way (HTTP, identity, profile, warehouse), against the rate at which the same process inserts the same rows into a
 * bare table of the same shape. Sender, server and PostgreSQL share the machine.
 */
export async function benchIntake(scale: number): Promise<Figure[]> {
  const facts = Math.round((FACTS * scale) / 100) * 100
  const server = await startLivingSystem()
  try {
    const peakMemory = watchMemory()
    const errand = {
      prefix: 'intake',
      people: PEOPLE * scale,
      requests: facts / 100,
      factsPerRequest: 100,
      connections: 8,
      path: '/v1/batch',
    }
    const { account } = await beginSending(server, errand)
    const cpuBefore = usedCpu(server.dataDir)
    const from = performance.now()
    await until(server, facts)
    const rate = facts / ((performance.now() - from) / 1000)
    const { accepted } = await account
    const cpu = usedCpu(server.dataDir)
    const peak = peakMemory()
    const bytes = await diskBytes(server)
    const bareRate = await bareInsertRate(server, Math.min(facts, BARE_ROWS))
    return [
      judge({ figure: 'intake.rate', value: rate, unit: 'facts/s', n: accepted }),
      judge({ figure: 'intake.bare_insert_rate', value: bareRate, unit: 'rows/s', n: Math.min(facts, BARE_ROWS) }),
      judge({ figure: 'intake.ratio', value: rate / bareRate, unit: 'ratio', bar: 0.3, n: accepted }),
      judge({ figure: 'intake.cpu_server', value: ((cpu.server - cpuBefore.server) / facts) * 1e6, unit: 'µs/fact', n: facts }),
      judge({ figure: 'intake.cpu_postgres', value: ((cpu.postgres - cpuBefore.postgres) / facts) * 1e6, unit: 'µs/fact', n: facts }),
      judge({ figure: 'intake.peak_memory_server', value: peak.server, unit: 'MB', bar: 1500, rule: 'at most', n: 1 }),
      judge({ figure: 'intake.peak_memory_with_postgres', value: peak.all, unit: 'MB', n: 1 }),
      judge({ figure: 'intake.disk_warehouse', value: bytes.warehouse / facts, unit: 'bytes/fact', n: facts }),
      judge({ figure: 'intake.disk_postgres', value: bytes.postgres / facts, unit: 'bytes/fact', n: facts }),
    ]
  } finally {
    await server.stop()
  }
}

async function diskBytes({ stores }: LivingSystem): Promise<{ warehouse: number; postgres: number }> {
  const [parts] = await stores.warehouse.query<{ bytes: number }>(
    `select sum(bytes_on_disk) as bytes from system.parts where active and database = currentDatabase()`,
  )
  const { rows } = await stores.postgres.system.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  return { warehouse: parts?.bytes ?? 0, postgres: rows[0]?.bytes ?? 0 }
}

/** Takes rows that were stored and inserts them again, into a bare table, in inserts of the usual size, with nothing else going on. */
async function bareInsertRate({ stores: { warehouse } }: LivingSystem, rows: number): Promise<number> {
  const columns = `workspace_id, profile_id, toString(time) as time, message_id, type, name, source_id, user_id, anonymous_id, account_id, properties,
    context, toString(received_at) as received_at, bot, chunk_id`
  await warehouse.command('create table bare as facts')
  const blocks: Buffer[] = []
  for (let offset = 0; offset < rows; offset += ROWS_PER_INSERT) {
    const some = await warehouse.query<object>(
      `select ${columns} from facts order by chunk_id, message_id limit ${ROWS_PER_INSERT} offset ${offset}`,
    )
    blocks.push(Buffer.from(some.map((row) => JSON.stringify(row)).join('\n')))
  }
  const from = performance.now()
  for (const [index, block] of blocks.entries()) await warehouse.insert({ table: 'bare', rows: block, token: `bare-${index}` })
  const rate = rows / ((performance.now() - from) / 1000)
  await warehouse.command('drop table bare')
  return rate
}
