import type { Db } from '../../stores/index.ts'

/** What the intake table takes on disk. */
export async function intakeBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(`select pg_total_relation_size('intake') as bytes`)
  return rows[0]!.bytes
}

/** What the rows in it take; reads the length of each body, not the body. */
export async function waitingBytes(db: Db): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>('select coalesce(sum(octet_length(body) + 200), 0)::bigint as bytes from intake')
  return rows[0]!.bytes
}

/** How many facts wait to be taken into a chunk. */
export async function waitingFacts(db: Db): Promise<number> {
  const { rows } = await db.query<{ facts: number }>('select coalesce(sum(facts), 0)::bigint as facts from intake where chunk_id is null')
  return rows[0]!.facts
}
