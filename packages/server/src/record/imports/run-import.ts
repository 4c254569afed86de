import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { importMapping, type ImportMapping } from '@percorso/contract'
import type { Clock, Logger } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { appendWithin, waitingFacts } from '../collect/index.ts'
import { foldersOf, importsFolder } from './folders.ts'
import { ImportError } from './import-error.ts'
import { loadLookups } from './lookups.ts'
import { compileMapping, type RowMapper, type SegmentFact } from './map-row.ts'
import { packFacts } from './pack-facts.ts'
import { readRows } from './read-rows.ts'
import { openRefusedFile, type RefusedFile } from './refused-file.ts'
import type { Row, RowBatch } from './row.ts'
import { advanceImport, beatHeart, beginImport, finishImport, holdImport, type ImportRef, type ImportRow } from './tables.ts'

export type ImportDeps = {
  postgres: Pick<Postgres, 'system'>
  dataDir: string
  clock: Clock
  log: Logger
  /** Why nothing may be taken at the moment, if so. */
  pressure: { refusal(): unknown }
  /** Told after each commit: there is something to process. */
  onAppended: (facts: number) => void
  /** How many facts may wait to be processed before an import pauses. */
  waitingFactsMax?: number
  signal?: AbortSignal
}

/** `busy`: another worker has it. `interrupted`: we were told to end; it goes on where it was. */
export type ImportOutcome = 'done' | 'failed' | 'stopped' | 'interrupted' | 'busy'

const WAITING_FACTS_MAX = 200_000
const LOOK_EVERY_FACTS = 20_000
const PAUSE_MS = 250

type Run = { row: ImportRow; ref: ImportRef; mapping: ImportMapping; refused: RefusedFile }

/**
 * Carries out an import, from wherever it is. Each batch of rows is one transaction: its facts go into the intake and the import moves on, or
 * neither happens; so it may end at any moment, and goes on without a fact lost or taken twice. Throws if a store fails: try again.
 */
export async function runImport(deps: ImportDeps, ref: ImportRef): Promise<ImportOutcome> {
  const release = await holdImport(deps.postgres, ref)
  if (!release) return 'busy'
  try {
    const row = await beginImport(deps.postgres.system, ref)
    return row ? await carryOut(deps, row) : 'stopped'
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    return await failImport(deps, ref, error)
  } finally {
    await release()
  }
}

/** Notes why an import cannot be carried out. */
export async function failImport({ postgres, log }: ImportDeps, ref: ImportRef, error: ImportError): Promise<ImportOutcome> {
  log.warn({ ...ref, code: error.code }, 'an import failed')
  const text = error.hint === undefined ? error.message : `${error.message}. ${error.hint}`
  return (await finishImport(postgres.system, ref, text.replaceAll('\0', '�'))) ? 'failed' : 'stopped'
}

async function carryOut(deps: ImportDeps, row: ImportRow): Promise<ImportOutcome> {
  const folders = foldersOf(deps.dataDir, row.importId)
  const mapping = storedMapping(row.mapping)
  const refused = await openRefusedFile(folders.refused, row.refusedBytes)
  try {
    const outcome = await readOn(deps, { row, ref: row, mapping, refused })
    if (outcome !== 'done') return outcome
    if (!(await finishImport(deps.postgres.system, row, null))) return 'stopped'
    await Promise.all([folders.file, folders.lookups].map((folder) => rm(folder, { recursive: true, force: true })))
    return 'done'
  } finally {
    await refused.close()
  }
}

async function readOn(deps: ImportDeps, run: Run): Promise<ImportOutcome> {
  const { row, mapping } = run
  const lookups = await loadLookups(mapping, foldersOf(deps.dataDir, row.importId).lookups)
  const from: Place = { row: row.rowPosition, at: performance.now(), factsSinceLook: LOOK_EVERY_FACTS }
  let mapRow: RowMapper | undefined
  let committing = Promise.resolve(true)
  try {
    for await (const batch of readRows(join(importsFolder(deps.dataDir), row.filePath), { ...mapping, startAfterRow: from.row })) {
      mapRow ??= compileMapping(mapping, { importName: row.name, fileName: row.fileName, lookups, columns: batch.columns })
      const step = { ...mapBatch(batch, mapRow), batch, from } // made while the step before it is being committed
      if (!(await committing) || !(await waitForRoom(deps, run, from))) return 'stopped'
      if (deps.signal?.aborted) return 'interrupted'
      committing = commit(deps, run, step)
      committing.catch(() => {}) // heard above, or below
    }
    return (await committing) ? 'done' : 'stopped'
  } finally {
    await committing.catch(() => {})
  }
}

type MappedBatch = { facts: SegmentFact[]; refusals: { row: Row; reason: string }[] }

function mapBatch({ rows }: RowBatch, mapRow: RowMapper): MappedBatch {
  const mapped: MappedBatch = { facts: [], refusals: [] }
  for (const row of rows) {
    for (const result of 'refused' in row ? [row] : mapRow(row)) {
      if ('fact' in result) mapped.facts.push(result.fact)
      else mapped.refusals.push({ row, reason: result.refused })
    }
  }
  return mapped
}

type Place = { row: number; at: number; factsSinceLook: number }
type Step = MappedBatch & { batch: RowBatch; from: Place }

/** One step, whole or not at all; false if the import was stopped. Refused rows come first: the transaction says how many bytes of them count. */
async function commit({ postgres, clock, onAppended }: ImportDeps, run: Run, { facts, refusals, batch, from }: Step): Promise<boolean> {
  const { workspaceId, sourceId } = run.row
  for (const { row, reason } of refusals) run.refused.add(row, reason)
  const refusedBytes = await run.refused.flush()
  const receivedAt = clock.now()
  const origin = { workspaceId, sourceId, origin: 'import' as const, call: undefined, receivedAt, ip: undefined, userAgent: undefined }
  const entries = packFacts(facts).map((packed) => ({ ...origin, ...packed }))
  const now = performance.now()
  const progress = { rowPosition: batch.rows.at(-1)?.number ?? from.row, bytesRead: batch.position.bytes, activeMs: now - from.at }
  const moved = await inTransaction(postgres.system, async (db) => {
    const counts = { from: from.row, facts: facts.length, refused: refusals.length, refusedBytes }
    if (!(await advanceImport(db, run.ref, { ...progress, ...counts }))) return false
    await appendWithin(db, entries)
    return true
  })
  if (!moved) return false
  Object.assign(from, { row: progress.rowPosition, at: now, factsSinceLook: from.factsSinceLook + facts.length })
  onAppended(facts.length)
  return true
}

/** Waits while too much waits to be processed: what the intake takes now would only lie there. False if the import was stopped meanwhile. */
async function waitForRoom(deps: ImportDeps, { ref }: Run, from: Place): Promise<boolean> {
  const { postgres, pressure, waitingFactsMax = WAITING_FACTS_MAX, signal } = deps
  if (from.factsSinceLook < LOOK_EVERY_FACTS) return true
  from.factsSinceLook = 0
  while (!signal?.aborted) {
    if (!pressure.refusal() && (await waitingFacts(postgres.system)) <= waitingFactsMax) return true
    if (!(await beatHeart(postgres.system, ref))) return false
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => {})
  }
  return true
}

function storedMapping(stored: unknown): ImportMapping {
  const parsed = importMapping.safeParse(stored)
  if (parsed.success) return parsed.data
  throw new ImportError('mapping_invalid', `The mapping is not valid: ${parsed.error.issues[0]?.message ?? ''}`)
}
