import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../../ground/log.ts'

/** A pool client or a pool: whatever can run a statement. */
export type Db = { query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> }

const int8Array = 1016 as typeof pg.types.builtins.INT8 // not among the names that pg knows
const patience_ms = 15_000

/** How values come back: bigint as a number (counts stay below 2^53), a date as its text, a time as `Date`. */
export function valueTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number)
  types.setTypeParser(int8Array, (text: string) => JSON.parse(text.replace('{', '[').replace('}', ']').toLowerCase()) as (number | null)[])
  types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
  return types
}

/** A pool that outlives its server: a connection that breaks is dropped, whether somebody uses it or not. */
export function createPool(config: pg.PoolConfig, log: Logger): pg.Pool {
  const pool = new pg.Pool({ max: 20, idleTimeoutMillis: 60_000, connectionTimeoutMillis: 30_000, types: valueTypes(), ...config })
  const note = (error: Error) => log.debug({ err: error, pool: config.application_name }, 'a PostgreSQL connection broke')
  pool.on('error', note)
  pool.on('connect', (client) => client.on('error', note)) // without a listener, losing a connection ends the process
  return pool
}

/** Takes a client. While the server restarts, waits a little rather than failing: nothing has been sent yet. */
export async function takeClient(pool: pg.Pool): Promise<pg.PoolClient> {
  const givenUpAt_ms = performance.now() + patience_ms
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isServerAway(error) || performance.now() > givenUpAt_ms) throw error
      await sleep(50)
    }
  }
}

function isServerAway(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P03'].includes(code) // 57P03: the server is starting up
}
