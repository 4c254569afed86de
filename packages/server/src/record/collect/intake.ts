import { constants, zstdCompressSync } from 'node:zlib'
import type { Db, Postgres } from '../../stores/index.ts'
import type { Origin } from './fact.ts'
import type { FreshRequests } from './fresh-requests.ts'
import { insertIntake } from './tables.ts'

const COMMIT_REQUESTS_MAX = 400
const COMMIT_BYTES_MAX = 16 * 1024 * 1024
const COMPRESS_FROM_BYTES = 600

// The synchronous call: the asynchronous one spends ten times as much setting itself up as this does compressing.
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** One accepted request: everything that is needed to make its facts later. `body` is JSON in UTF-8. */
export type IntakeEntry = Omit<Origin, 'intakeId'> & { workspaceId: number; facts: number; body: Buffer }
export type IntakeRow = Omit<IntakeEntry, 'body'> & { encoding: 0 | 1; body: Buffer }

export type Intake = {
  /**
   * Resolves once the entry is safe on disk. Rejects if the store cannot take it: nothing of it is kept then. `parsed` is the body's value, if
   * the caller has it (by parseJson).
   */
  append(entry: IntakeEntry, parsed?: unknown): Promise<void>
}

type Waiting = { row: IntakeRow; parsed: unknown; bytes: number; done: () => void; failed: (error: unknown) => void }

/**
 * The way in. Entries that arrive while a commit is under way share the next one (group commit): the price of a commit is paid
 * once for all of them, and an entry waits for two commits at most. `onAppended` is told after each commit;
 * `fresh` is for the worker, where it runs in this process.
 */
export function createIntake(postgres: Postgres, onAppended: (facts: number) => void, fresh?: FreshRequests): Intake {
  const waiting: Waiting[] = []
  let committing = false

  async function commitWaiting(): Promise<void> {
    if (committing) return
    committing = true
    while (waiting.length > 0) {
      await fresh?.room()
      await commit(takeGroup(waiting))
    }
    committing = false
  }

  async function commit(group: Waiting[]): Promise<void> {
    try {
      const rows = group.map(({ row }) => row)
      const ids = await insertIntake(postgres.system, rows)
      for (const [index, { parsed, bytes }] of group.entries()) if (parsed !== undefined) fresh?.keep(ids[index]!, parsed, bytes)
    } catch (error) {
      for (const { failed } of group) failed(error)
      return
    }
    for (const { done } of group) done()
    onAppended(group.reduce((sum, { row }) => sum + row.facts, 0))
  }

  return {
    append(entry, parsed) {
      const row = pack(entry)
      return new Promise((done, failed) => {
        waiting.push({ row, parsed, bytes: entry.body.length, done, failed })
        void commitWaiting()
      })
    },
  }
}

/** Appends within the caller's transaction: for who keeps, in the same commit, how far they have come. */
export async function appendWithin(db: Db, entries: IntakeEntry[]): Promise<void> {
  if (entries.length > 0) await insertIntake(db, entries.map(pack))
}

function pack(entry: IntakeEntry): IntakeRow {
  if (entry.body.length < COMPRESS_FROM_BYTES) return { ...entry, encoding: 0 }
  return { ...entry, encoding: 1, body: zstdCompressSync(entry.body, { ...compression, pledgedSrcSize: entry.body.length }) }
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  let count = 0
  while (count < waiting.length && count < COMMIT_REQUESTS_MAX && bytes < COMMIT_BYTES_MAX) bytes += waiting[count++]!.row.body.length
  return waiting.splice(0, count)
}
