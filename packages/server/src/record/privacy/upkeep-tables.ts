import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { PercorsoError } from '../../ground/index.ts'
import type { Db } from '../../stores/index.ts'

/** Large, and nothing in them but hashes that no identifier is part of. Every other table is rewritten, known to us or not. */
const NOBODY_IN = ['seen_messages', 'chunk_clock', 'migrations']
const LOCK_PATIENCE = '3s'
const TRIES = 40
const WAL_FILE = '^[0-9A-F]{24}$'

/** Runs `work` unless another process does so already. */
export async function alone<T>(owner: pg.Client, work: () => Promise<T>): Promise<T | undefined> {
  const { rows } = await owner.query<{ held: boolean }>('select pg_try_advisory_lock(9, 0) as held')
  if (!rows[0]!.held) return undefined
  try {
    return await work()
  } finally {
    await owner.query('select pg_advisory_unlock(9, 0)')
  }
}

/**
 * Writes every table anew, without what was deleted: a deleted row stays in its page, and in free space after that, for as long as nobody needs
 * the room. Nobody can use a table while it is written. Then the statistics, which hold frequent values, and the log of changes.
 * Returns what this user was not allowed to do: on a server of yours that is yours to see to.
 */
export async function rewriteTables(owner: pg.Client): Promise<string[]> {
  await nobodyLooksBack(owner)
  await owner.query(`set lock_timeout = '${LOCK_PATIENCE}'`)
  for (const table of await tablesToRewrite(owner)) await patiently(() => owner.query(`vacuum (full, analyze) ${table}`))
  await forgetStatistics(owner)
  await nobodyLooksBack(owner) // to the statistics of before
  const refused = [
    await ifAllowed('vacuum full pg_statistic', () => patiently(() => owner.query('vacuum full pg_statistic'))),
    await ifAllowed('checkpoint and pg_switch_wal', () => renewLog(owner)),
  ]
  await owner.query('reset lock_timeout')
  return refused.filter((what) => what !== undefined)
}

async function tablesToRewrite(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'm') and c.relname <> all($1)
     order by pg_table_size(c.oid)`,
    [NOBODY_IN],
  )
  return rows.map(({ name }) => name)
}

/** Of a table that has become empty, ANALYZE leaves the statistics as they were, and with them the values that were frequent. How many there were stays. */
async function forgetStatistics(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ table: string; column: string; isIndex: boolean; distinct: number }>(
    `select s.tablename as table, s.attname as column, i.indexrelid is not null as "isIndex", s.n_distinct as distinct
     from pg_stats s join pg_class c on c.relname = s.tablename and c.relnamespace = 'public'::regnamespace
     left join pg_index i on i.indexrelid = c.oid
     where s.schemaname = 'public' and pg_relation_size(coalesce(i.indrelid, c.oid)) = 0
       and num_nulls(s.most_common_vals, s.histogram_bounds, s.most_common_elems) < 3`,
  )
  for (const { table, column, isIndex, distinct } of rows) {
    await owner.query(`select pg_clear_attribute_stats('public', $1, $2, false)`, [table, column])
    if (!isIndex) await owner.query('call expect_distinct($1::regclass, $2, $3)', [table, column, distinct])
  }
}

/** Whoever reads as of a moment before the erasure (a backup) still sees its rows, so that they would be written anew too. */
async function nobodyLooksBack(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(`select pg_current_xact_id()::xid::text as id`)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and query !~ '^autovacuum: VACUUM (?!ANALYZE)' -- the one kind of reader that keeps nothing
         and age(coalesce(backend_xmin, backend_xid)) > age($1::xid)`,
      [rows[0]!.id],
    )
    if (rowCount === 0) return
    await sleep(500)
  }
  throw new PercorsoError(
    'somebody_reads_on',
    'A long reading transaction (a backup?) still needs what was deleted; this will be tried again',
  )
}

/** The log of changes holds what was written, and what was deleted with it: its files are left behind, and go with the next checkpoint. */
async function renewLog(owner: pg.Client): Promise<void> {
  await owner.query('checkpoint')
  const { rows } = await owner.query<{ ahead: number }>(
    `select count(*)::int as ahead from pg_ls_waldir() where name ~ $1 and name > pg_walfile_name(pg_current_wal_insert_lsn())`,
    [WAL_FILE],
  )
  // Files that were renamed for later use hold what was in them before: a switch fills one with zeros.
  for (let file = 0; file <= rows[0]!.ahead; file += 1) {
    await owner.query(`select pg_logical_emit_message(false, 'percorso', '')`)
    await owner.query('select pg_switch_wal()')
  }
  await owner.query('checkpoint')
}

async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work()
      return
    } catch (error) {
      if (tries === TRIES || !['55P03', '40P01'].includes((error as { code?: string }).code ?? '')) throw error
      await sleep(250) // those who wait behind us go first
    }
  }
}

async function ifAllowed(what: string, work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return what
    throw error
  }
}

/** When this was last done, if ever. */
export async function doneAt(db: Db, what: 'clean' | 'retention'): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>('select done_at as at from privacy_upkeep where what = $1', [what])
  return rows[0]?.at ?? null
}

export async function noteDone(db: Db, what: 'clean' | 'retention'): Promise<void> {
  await db.query('insert into privacy_upkeep values ($1, now()) on conflict (what) do update set done_at = now()', [what])
}
