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
import type { RowBatch } from './row.ts'
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
  const from = { row: row.rowPosition, at: performance.now(), factsSinceLook: LOOK_EVERY_FACTS }
  let mapRow: RowMapper | undefined
  for await (const batch of readRows(join(importsFolder(deps.dataDir), row.filePath), { ...mapping, startAfterRow: from.row })) {
    mapRow ??= compileMapping(mapping, { importName: row.name, fileName: row.fileName, lookups, columns: batch.columns })
    if (from.factsSinceLook >= LOOK_EVERY_FACTS) {
      if (!(await waitForRoom(deps, run))) return 'stopped'
      from.factsSinceLook = 0
    }
    if (deps.signal?.aborted) return 'interrupted'
    const facts = mapBatch(batch, mapRow, run.refused)
    if (!(await commit(deps, run, { ...facts, batch, from }))) return 'stopped'
    from.factsSinceLook += facts.facts.length
  }
  return 'done'
}

/** The facts of a batch of rows. What is refused goes into its file. */
function mapBatch({ rows }: RowBatch, mapRow: RowMapper, file: RefusedFile): { facts: SegmentFact[]; refused: number } {
  const facts: SegmentFact[] = []
  let refused = 0
  for (const row of rows) {
    for (const result of 'refused' in row ? [row] : mapRow(row)) {
      if ('fact' in result) facts.push(result.fact)
      else {
        file.add(row, result.refused)
        refused += 1
      }
    }
  }
  return { facts, refused }
}

type Step = { facts: SegmentFact[]; refused: number; batch: RowBatch; from: { row: number; at: number } }

/** One step, whole or not at all; false if the import was stopped. Refused rows come first: the transaction says how many bytes of them count. */
async function commit({ postgres, clock, onAppended }: ImportDeps, run: Run, { facts, refused, batch, from }: Step): Promise<boolean> {
  const { workspaceId, sourceId } = run.row
  const refusedBytes = await run.refused.flush()
  const origin = {
    workspaceId,
    sourceId,
    origin: 'import',
    call: undefined,
    receivedAt: clock.now(),
    ip: undefined,
    userAgent: undefined,
  } as const
  const entries = packFacts(facts).map((packed) => ({ ...origin, ...packed }))
  const rowPosition = batch.rows.at(-1)?.number ?? from.row
  const now = performance.now()
  const advanced = { from: from.row, rowPosition, facts: facts.length, refused, refusedBytes, bytesRead: batch.position.bytes }
  const moved = await inTransaction(postgres.system, async (db) => {
    if (!(await advanceImport(db, run.ref, { ...advanced, activeMs: now - from.at }))) return false
    await appendWithin(db, entries)
    return true
  })
  if (!moved) return false
  Object.assign(from, { row: rowPosition, at: now })
  onAppended(facts.length)
  return true
}

/** Waits while too much waits to be processed: what the intake takes now would only lie there. False if the import was stopped meanwhile. */
async function waitForRoom(
  { postgres, pressure, waitingFactsMax = WAITING_FACTS_MAX, signal }: ImportDeps,
  { ref }: Run,
): Promise<boolean> {
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
