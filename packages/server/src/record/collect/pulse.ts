import type { Db, Warehouse } from '../../stores/index.ts'
import { countFactsSince } from './pulse-facts.ts'
import { factsByHour, hasFacts, rejectedSince, sourcesLately } from './pulse-tables.ts'
import type { SourceLately } from './pulse-tables.ts'

const HOUR_MS = 3_600_000
const WEEK_HOURS = 168
/** A source is silent after so many times the gap that is usual for it, and not before two hours. */
const SILENT_FACTOR = 6
const SILENT_HOURS_MIN = 2
/** Fewer active hours in a week than this are no rhythm that could be missed. */
const RHYTHM_HOURS = 6
const REJECTED_SHARE = 0.01

export type Trouble = Pick<SourceLately, 'sourceId' | 'name' | 'lastReceivedAt' | 'facts' | 'rejected'> & {
  trouble: 'silent' | 'rejecting' | 'never-heard'
}
export type CollectPulse = {
  facts: number
  rejected: number
  hours: { hour: Date; facts: number }[]
  troubles: Trouble[]
  hasFacts: boolean
  hasSource: boolean
}

type Ask = {
  workspaceId: number
  since: number
  now: number
  warehouse: Warehouse
  inWorkspace: <T>(work: (db: Db) => Promise<T>) => Promise<T>
}

/** What came in since a time (ms), and which sources are in trouble. */
export async function readCollectPulse({ workspaceId, since, now, warehouse, inWorkspace }: Ask): Promise<CollectPulse> {
  const counted = countFactsSince(warehouse, workspaceId, since)
  const stored = inWorkspace(async (db) => {
    const sources = await sourcesLately({ db, workspaceId }, now)
    return {
      rejected: await rejectedSince({ db, workspaceId }, since),
      hours: await factsByHour({ db, workspaceId }, now - 48 * HOUR_MS),
      troubles: sources.flatMap((source) => troubleOf(source, now)),
      hasFacts: await hasFacts({ db, workspaceId }),
      hasSource: sources.length > 0,
    }
  })
  const [facts, rest] = await Promise.all([counted, stored])
  return { facts, ...rest }
}

/** What is wrong with a source, if anything: it keeps silent against its habit, much of what it sends is rejected, or it never said a word. */
export function troubleOf({ createdAt, activeHours, ...source }: SourceLately, now: number): Trouble[] {
  const say = (trouble: Trouble['trouble']): Trouble[] => [{ ...source, trouble }]
  const { lastReceivedAt, facts, rejected } = source
  if (lastReceivedAt === null) return now - createdAt > HOUR_MS ? say('never-heard') : []
  const silentHours = (now - lastReceivedAt) / HOUR_MS
  const usualGap = WEEK_HOURS / activeHours
  if (activeHours >= RHYTHM_HOURS && silentHours > Math.max(SILENT_HOURS_MIN, SILENT_FACTOR * usualGap)) return say('silent')
  if (rejected > 0 && rejected >= REJECTED_SHARE * (facts + rejected)) return say('rejecting')
  return []
}
