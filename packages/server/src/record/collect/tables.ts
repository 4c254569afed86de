import type { Db } from '../../stores/index.ts'
import type { Origin, Rejection } from './fact.ts'
import type { IntakeRow } from './intake.ts'

/** Writes accepted requests in one statement, and so in one commit. Returns their ids, in the same order. */
export async function insertIntake(db: Db, rows: IntakeRow[]): Promise<number[]> {
  const bodies = rows.map((_, index) => `$${index + 10}`).join(',')
  const inserted = await db.query<{ intakeId: number }>(
    `insert into intake (workspace_id, source_id, origin, call, received_at, facts, ip, user_agent, encoding, body)
     select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::timestamptz[], $6::int[], $7::text[], $8::text[], $9::smallint[],
       array[${bodies}]::bytea[])
     returning intake_id as "intakeId"`,
    [
      rows.map((r) => r.workspaceId),
      rows.map((r) => r.sourceId),
      rows.map((r) => r.origin),
      rows.map((r) => r.call ?? null),
      rows.map((r) => new Date(r.receivedAt).toISOString()),
      rows.map((r) => r.facts),
      rows.map((r) => r.ip ?? null),
      rows.map((r) => r.userAgent ?? null),
      rows.map((r) => r.encoding),
      ...rows.map((r) => r.body),
    ],
  )
  return inserted.rows.map(({ intakeId }) => intakeId)
}

export type ChunkRef = { workspaceId: number; chunkId: number }
type IntakeColumns = Pick<StoredIntake, 'intakeId' | 'sourceId' | 'origin' | 'encoding' | 'body'> & {
  call: string | null
  receivedAt: Date
  ip: string | null
  userAgent: string | null
}
export type StoredIntake = Origin & { encoding: 0 | 1; body: Buffer }

/** The oldest waiting rows, locked against other workers. */
export async function lockWaiting(db: Db, rowsMax: number): Promise<{ intakeId: number; workspaceId: number; facts: number }[]> {
  const { rows } = await db.query<{ intakeId: number; workspaceId: number; facts: number }>(
    `select intake_id as "intakeId", workspace_id as "workspaceId", facts from intake
     where chunk_id is null order by intake_id limit $1 for update skip locked`,
    [rowsMax],
  )
  return rows
}

/** Makes a chunk of intake rows of one workspace. Returns its id. */
export async function insertChunk(db: Db, workspaceId: number, intakeIds: number[]): Promise<number> {
  const { rows } = await db.query<{ chunkId: number }>(
    `with chunk as (insert into chunks (workspace_id) values ($1) returning chunk_id),
       taken as (update intake set chunk_id = (select chunk_id from chunk) where workspace_id = $1 and intake_id = any($2::bigint[]))
     select chunk_id as "chunkId" from chunk`,
    [workspaceId, intakeIds],
  )
  return rows[0]!.chunkId
}

/** Takes hold of a chunk until the transaction ends; false if it is done or in another worker's hands. */
export async function lockChunk(db: Db, { workspaceId, chunkId }: ChunkRef): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from chunks where workspace_id = $1 and chunk_id = $2 for update skip locked', [
    workspaceId,
    chunkId,
  ])
  return rowCount === 1
}

/** The oldest chunks that nobody works on: their workers died or failed. */
export async function orphanChunks(db: Db): Promise<ChunkRef[]> {
  const { rows } = await db.query<ChunkRef>(
    `select workspace_id as "workspaceId", chunk_id as "chunkId" from chunks order by chunk_id limit 20 for update skip locked`,
  )
  return rows
}

/** The requests of a chunk, in order. The bodies of `held` ones are left out: the caller has them. */
export async function intakeOfChunk(db: Db, { workspaceId, chunkId }: ChunkRef, held: number[]): Promise<StoredIntake[]> {
  const { rows } = await db.query<IntakeColumns>(
    `select intake_id as "intakeId", source_id as "sourceId", origin, call, received_at as "receivedAt", ip, user_agent as "userAgent", encoding,
       case when intake_id <> all ($3::bigint[]) then body end as body
     from intake where chunk_id = $2 and workspace_id = $1 order by intake_id`,
    [workspaceId, chunkId, held],
  )
  return rows.map((row) => ({
    ...row,
    call: row.call ?? undefined,
    ip: row.ip ?? undefined,
    userAgent: row.userAgent ?? undefined,
    receivedAt: row.receivedAt.getTime(),
  }))
}

/** The chunk is done: it and its intake rows go away. */
export async function deleteChunk(db: Db, { workspaceId, chunkId }: ChunkRef): Promise<void> {
  await db.query('delete from intake where workspace_id = $1 and chunk_id = $2', [workspaceId, chunkId])
  await db.query('delete from chunks where workspace_id = $1 and chunk_id = $2', [workspaceId, chunkId])
}

export type MessageMark = { messageId: string; bodyHash: number }

/**
 * Makes the chunk the owner of these message ids, where nobody owns them yet. Returns those that belong to another chunk, and whether
 * they came with the same body there.
 */
export async function ownMessages(
  db: Db,
  { workspaceId, chunkId }: ChunkRef,
  marks: MessageMark[],
): Promise<Map<string, { sameBody: boolean }>> {
  const values = [workspaceId, marks.map((m) => m.messageId), marks.map((m) => m.bodyHash), chunkId]
  const { rowCount } = await db.query(
    `insert into seen_messages (workspace_id, message_hash, body_hash, chunk_id)
     select $1, hashtextextended(id, 0), body, $4 from unnest($2::text[], $3::int[]) as d (id, body) order by 2
     on conflict do nothing`,
    values,
  )
  if (rowCount === marks.length) return new Map()
  const { rows } = await db.query<{ id: string; same: boolean }>(
    `select d.id, s.body_hash = d.body as same from unnest($2::text[], $3::int[]) as d (id, body)
     join seen_messages s on s.workspace_id = $1 and s.message_hash = hashtextextended(d.id, 0) where s.chunk_id <> $4`,
    values,
  )
  return new Map(rows.map(({ id, same }) => [id, { sameBody: same }]))
}

/** Keeps rejected facts. The same fact rejected again for the same reason (a resend) is kept once. */
export async function insertRejected(db: Db, workspaceId: number, rejections: Rejection[]): Promise<void> {
  if (rejections.length === 0) return
  await db.query(
    `insert into rejected (workspace_id, source_id, received_at, reason, detail, message_id, payload)
     select $1, source_id, received_at, reason, detail, message_id, convert_to(payload, 'UTF8')
     from unnest($2::int[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[])
       as d (source_id, received_at, reason, detail, message_id, payload)
     where message_id is null or not exists (
       select 1 from rejected r where r.workspace_id = $1 and r.message_id = d.message_id and r.reason = d.reason and r.replayed_at is null)`,
    [
      workspaceId,
      rejections.map((r) => r.sourceId),
      rejections.map((r) => new Date(r.receivedAt).toISOString()),
      rejections.map((r) => r.reason),
      rejections.map((r) => r.detail),
      rejections.map((r) => r.messageId ?? null),
      rejections.map((r) => r.payload),
    ],
  )
}

export type SourceCount = {
  sourceId: number
  hour: number
  facts: number
  duplicates: number
  rejected: number
  bots: number
  erased: number
  lastReceivedAt: number
}

/** Adds to the counts by source and hour. */
export async function addCounts(db: Db, workspaceId: number, counts: SourceCount[]): Promise<void> {
  await db.query(
    `insert into source_counts as c (workspace_id, source_id, hour, facts, duplicates, rejected, bots, erased, last_received_at)
     select $1, * from unnest($2::int[], $3::timestamptz[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::timestamptz[])
     on conflict (workspace_id, source_id, hour) do update set facts = c.facts + excluded.facts, duplicates = c.duplicates + excluded.duplicates,
       rejected = c.rejected + excluded.rejected, bots = c.bots + excluded.bots, erased = c.erased + excluded.erased,
       last_received_at = greatest(c.last_received_at, excluded.last_received_at)`,
    [
      workspaceId,
      counts.map((c) => c.sourceId),
      counts.map((c) => new Date(c.hour).toISOString()),
      counts.map((c) => c.facts),
      counts.map((c) => c.duplicates),
      counts.map((c) => c.rejected),
      counts.map((c) => c.bots),
      counts.map((c) => c.erased),
      counts.map((c) => new Date(c.lastReceivedAt).toISOString()),
    ],
  )
}

/** Tells every process that a chunk is done, when the transaction commits. */
export async function announceChunk(db: Db, ref: ChunkRef): Promise<void> {
  await db.query(`select pg_notify('percorso_chunk', $1)`, [JSON.stringify(ref)])
}

/** Notes, once an hour, a chunk of that hour. */
export async function noteChunkTime(db: Db, chunkId: number): Promise<void> {
  await db.query(`insert into chunk_clock (hour, first_chunk_id) values (date_trunc('hour', now()), $1) on conflict do nothing`, [chunkId])
}

/** Deletes message ids of chunks formed more than so many days ago. Returns how many. */
export async function deleteMessagesBefore(db: Db, days: number): Promise<number> {
  const { rows } = await db.query<{ chunkId: number | null }>(
    `select max(first_chunk_id) as "chunkId" from chunk_clock where hour < now() - make_interval(days => $1)`,
    [days],
  )
  const chunkId = rows[0]?.chunkId
  if (!chunkId) return 0
  const { rowCount } = await db.query('delete from seen_messages where chunk_id < $1', [chunkId])
  await db.query('delete from chunk_clock where first_chunk_id < $1', [chunkId])
  return rowCount ?? 0
}
