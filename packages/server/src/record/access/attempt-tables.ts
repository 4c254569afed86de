import { createHash } from 'node:crypto'
import type { Db } from '../../stores/index.ts'

/** What is counted is kept as a hash: the table tells nobody whose address was tried. */
const keyOf = (what: string) => createHash('sha256').update(what).digest()

/** Counts a try and says how many there were since the first of the window. In PostgreSQL, so that all processes count together. */
export async function countAttempt(db: Db, what: string, { now, window_ms }: { now: number; window_ms: number }): Promise<number> {
  const { rows } = await db.query<{ tries: number }>(
    `insert into attempts (key, since, tries) values ($1, $2, 1)
     on conflict (key) do update set tries = case when attempts.since < $3 then 1 else attempts.tries + 1 end,
       since = case when attempts.since < $3 then $2 else attempts.since end
     returning tries`,
    [keyOf(what), new Date(now), new Date(now - window_ms)],
  )
  return rows[0]!.tries
}

export async function forgetAttempts(db: Db, what: string): Promise<void> {
  await db.query('delete from attempts where key = $1', [keyOf(what)])
}

export async function dropAttempts(db: Db, before: Date): Promise<void> {
  await db.query('delete from attempts where since < $1', [before])
}
