import fs from 'node:fs'
import type { Clock } from '../../ground/index.ts'
import { cleanFacts } from '../collect/index.ts'
import { cleanFiles } from './clean-files.ts'
import { erasePeople } from './erase-person.ts'
import type { PrivacyDeps } from './erase-person.ts'
import { keepRetention } from './keep-retention.ts'
import { ledgerIn, writeLedger } from './ledger.ts'
import { doneAt, noteDone } from './upkeep-tables.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** When few people are there to wait for a table that is being rewritten; in the machine's time zone. */
const NIGHT_HOUR = 3

export type HouseDeps = PrivacyDeps & { dataDir: string; clock: Clock }

/** What is due at any time: people to be erased from both stores. And where that is known outside of backups. */
export async function eraseDue(deps: HouseDeps): Promise<void> {
  const isNew = (await erasePeople(deps)) > 0
  if (isNew && fs.existsSync(deps.dataDir)) await writeLedger(deps.stores.postgres, ledgerIn(deps.dataDir))
}

/** What is done once a day, at night, or as soon as it is a day late: old facts go, and data files are rewritten without what was erased. */
export async function keepHouseAtNight(deps: HouseDeps): Promise<void> {
  const { system } = deps.stores.postgres
  const now = deps.clock.now()
  const last = (await doneAt(system, 'retention'))?.getTime()
  if (last === undefined) return noteDone(system, 'retention') // a new installation has nothing that could be late
  const isNight = new Date(now).getHours() === NIGHT_HOUR && now - last > 2 * HOUR_MS
  if (isNight || now - last > DAY_MS + HOUR_MS) await keepHouse(deps)
}

/** Everything that is due, now. */
export async function keepHouse(deps: HouseDeps): Promise<{ removed: number } & Awaited<ReturnType<typeof cleanFiles>>> {
  const { postgres, warehouse } = deps.stores
  await eraseDue(deps)
  const removed = await keepRetention({ ...deps, now: deps.clock.now() })
  await noteDone(postgres.system, 'retention')
  const cleaned = await cleanFiles(deps)
  if (removed > 0 && cleaned.cleaned === 0) await cleanFacts(warehouse)
  return { removed, ...cleaned }
}
