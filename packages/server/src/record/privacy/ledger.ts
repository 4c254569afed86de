import fs from 'node:fs'
import { createInterface } from 'node:readline'
import path from 'node:path'
import { z } from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Db, Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { erasureKey, insertTombstones, markOf } from '../collect/index.ts'
import { everyIdentifier } from '../profiles/index.ts'
import type { Identifier } from '../profiles/index.ts'
import { allWorkspaces, countErasure, everyTombstone, insertErasure, replaceKey } from './erasure-tables.ts'

const LEDGER = 'erasures.jsonl'

const head = z.object({ format: z.literal('percorso-erasures-1'), key: z.base64() })
const entry = z.object({ workspaceId: z.int(), mark: z.hex().length(64), erasedAt: z.iso.datetime() })

/** Key and tombstones, as they are known outside of backups. Names nobody; with its key, guesses can be tried. */
export type Ledger = { key: Buffer; tombstones: z.infer<typeof entry>[] }

export const ledgerIn = (dataDir: string) => path.join(dataDir, LEDGER)

/**
 * Writes down who was erased, for the day on which an older backup is restored: it knows of later erasures from here only. Written anew as a
 * whole and renamed into place: it is a few dozen bytes for each identifier.
 */
export async function writeLedger({ system }: Pick<Stores['postgres'], 'system'>, file: string): Promise<void> {
  const key = await erasureKey(system)
  const draft = fs.openSync(`${file}.new`, 'w', 0o600)
  try {
    fs.writeSync(draft, `${JSON.stringify({ format: 'percorso-erasures-1', key: key.toString('base64') })}\n`)
    for await (const tombstones of everyTombstone(system)) fs.writeSync(draft, tombstones.map((one) => `${JSON.stringify(one)}\n`).join(''))
    fs.fsyncSync(draft)
  } finally {
    fs.closeSync(draft)
  }
  fs.renameSync(`${file}.new`, file)
}

export async function readLedger(file: string): Promise<Ledger> {
  try {
    const lines = createInterface({ input: fs.createReadStream(file) })
    const parsed: unknown[] = []
    for await (const line of lines) parsed.push(JSON.parse(line))
    const [first, ...rest] = parsed
    return { key: Buffer.from(head.parse(first).key, 'base64'), tombstones: rest.map((one) => entry.parse(one)) }
  } catch (cause) {
    throw new PercorsoError('bad_ledger', `${file} is not the record of erasures of an installation`, {
      hint: `It is called ${LEDGER}, in the data folder of the installation that the backup was made of.`,
      cause,
    })
  }
}

/**
 * Makes a restored system know what the installation that it was made of knows: key and tombstones. Whoever was erased after the backup was made
 * is in it still, and is ordered to be erased again. Returns how many identifiers these are.
 */
export async function applyLedger({ system }: Pick<Stores['postgres'], 'system'>, ledger: Ledger): Promise<number> {
  return inTransaction(system, async (db) => {
    await replaceKey(db, ledger.key)
    let again = 0
    for (const workspaceId of await allWorkspaces(db)) again += await applyTo(db, workspaceId, ledger)
    return again
  })
}

async function applyTo(db: Db, workspaceId: number, { key, tombstones }: Ledger): Promise<number> {
  const known = new Map<string, string>()
  for await (const some of everyTombstone(db))
    for (const one of some) if (one.workspaceId === workspaceId) known.set(one.mark, one.erasedAt)
  const news = tombstones.filter(({ workspaceId: of, mark, erasedAt }) => of === workspaceId && !((known.get(mark) ?? '') >= erasedAt))
  if (news.length === 0) return 0
  const erasedAt = new Map(news.map((one) => [one.mark, one.erasedAt]))
  const found = new Map<string, Identifier[]>()
  for await (const identifiers of everyIdentifier({ db, workspaceId })) {
    for (const identifier of identifiers) {
      const at = erasedAt.get(markOf(key, identifier.id).toString('hex'))
      if (at !== undefined) found.set(at, [...(found.get(at) ?? []), identifier]) // erased together: one person
    }
  }
  for (const [at, identifiers] of found) await insertErasure(db, workspaceId, { identifiers, erasedAt: new Date(at) })
  for (const [at, some] of Map.groupBy(news, (one) => one.erasedAt))
    await insertTombstones(db, workspaceId, { marks: some.map(({ mark }) => Buffer.from(mark, 'hex')), erasedAt: new Date(at) })
  await countErasure(db, workspaceId)
  return [...found.values()].flat().length
}
