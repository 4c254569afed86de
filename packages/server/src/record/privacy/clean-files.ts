import { cleanFacts, waitsUpTo } from '../collect/index.ts'
import { eraseElsewhere } from './erase-person.ts'
import type { PrivacyDeps } from './erase-person.ts'
import { noteCleaned, noteCleaning, selectErasures } from './erasure-tables.ts'
import type { Erasure } from './erasure-tables.ts'
import { alone, noteDone, rewriteTables } from './upkeep-tables.ts'

/** `waiting`: erasures whose bytes may still be in the intake or in files that are in use, and for what. `refused`: what we were not allowed to do. */
export type Cleaned = { cleaned: number; waiting: string[]; refused: string[] }

const NOTHING: Cleaned = { cleaned: 0, waiting: [], refused: [] }

/**
 * Sees to it that nothing of erased people is left in any data file. It costs as much as everything there is, not as much as what was erased: so
 * all erasures since the last time are done together, at night or when somebody asks for it.
 */
export async function cleanFiles(deps: PrivacyDeps): Promise<Cleaned> {
  const { postgres, warehouse } = deps.stores
  if ((await selectErasures(postgres.system, ['erased', 'cleaning'])).length === 0) return NOTHING
  const owner = await postgres.owner()
  try {
    const done = await alone(owner, async () => {
      const waiting = await settleAll(deps)
      const cleaning = await selectErasures(postgres.system, ['cleaning'])
      if (cleaning.length === 0) return { ...NOTHING, waiting }
      await cleanFacts(warehouse)
      const refused = await rewriteTables(owner)
      if (refused.length > 0) deps.log.warn({ refused }, 'erased data may be left in files of the PostgreSQL server: see the documentation')
      await noteCleaned(postgres.system, cleaning)
      await noteDone(postgres.system, 'clean')
      return { cleaned: cleaning.length, waiting, refused }
    })
    return done ?? { ...NOTHING, waiting: ['another process is cleaning'] }
  } finally {
    await owner.end()
  }
}

/** Brings erasures to where only bytes are left of them. Returns what has to be waited for. */
async function settleAll(deps: PrivacyDeps): Promise<string[]> {
  const { postgres } = deps.stores
  const waiting = new Set<string>()
  for (const erasure of await selectErasures(postgres.system, ['erased'])) {
    const reason = await settleOne(deps, erasure)
    if (reason !== undefined) waiting.add(reason)
    else await noteCleaning(postgres.system, erasure)
  }
  return [...waiting]
}

async function settleOne(deps: PrivacyDeps, erasure: Erasure): Promise<string | undefined> {
  const { stores, rooms } = deps
  const { workspaceId, intakeMark } = erasure
  if (await waitsUpTo(stores.postgres.system, workspaceId, intakeMark ?? 0)) return 'facts wait to be processed'
  for (const room of rooms) {
    const reason = await room.settle?.(stores, workspaceId)
    if (reason !== undefined) return reason
  }
  await eraseElsewhere(deps, erasure) // an insert that was under way when its worker died may have come after
  return undefined
}
