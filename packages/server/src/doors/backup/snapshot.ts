import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Postgres } from '../../stores/index.ts'

const PATIENCE_MS = 5_000
const TRIES = 20

export type Marks = { lastChunkId: number; pendingChunks: number[]; lastMoveId: number }
export type Snapshot = Marks & { client: pg.Client; close(): Promise<void> }

/**
 * A moment of PostgreSQL to read from for as long as it takes, and which chunks were done at that moment.
 *
 * A chunk's number is taken before its row can be seen: one that is just being formed would look done, and its facts would be kept
 * twice, as facts and as intake. So for the blink in which the snapshot is taken, nobody may be forming or finishing a chunk. (Moves first:
 * that is the order in which a chunk's transaction comes by them.) The way in stays open.
 */
export async function openSnapshot(postgres: Postgres): Promise<Snapshot> {
  const client = await postgres.owner()
  try {
    const marks = await takeMarks(postgres, client)
    return { ...marks, client, close: () => client.end() }
  } catch (error) {
    await client.end()
    throw error
  }
}

async function takeMarks(postgres: Postgres, reader: pg.Client): Promise<Marks> {
  const locker = await postgres.owner()
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        return await takeMarksNow(locker, reader)
      } catch (error) {
        await locker.query('rollback')
        await reader.query('rollback')
        if (tries === TRIES || !isBusy(error)) throw error
        await sleep(100 + Math.random() * 400)
      }
    }
  } finally {
    await locker.end()
  }
}

async function takeMarksNow(locker: pg.Client, reader: pg.Client): Promise<Marks> {
  await locker.query('begin')
  await locker.query(`set local lock_timeout = ${PATIENCE_MS}`)
  await locker.query('lock table profile_moves, chunks in share mode')
  await reader.query('begin isolation level repeatable read read only')
  const { rows } = await reader.query<Marks>(
    `select (select case when is_called then last_value else 0 end from chunks_chunk_id_seq) as "lastChunkId",
       (select case when is_called then last_value else 0 end from profile_moves_move_id_seq) as "lastMoveId",
       array(select chunk_id from chunks order by chunk_id) as "pendingChunks"`,
  )
  await locker.query('rollback')
  return rows[0]!
}

function isBusy(error: unknown): boolean {
  return ['55P03', '40P01'].includes((error as { code?: string }).code ?? '') // lock not available, deadlock
}
