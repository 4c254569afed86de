import type { StoredFact, TimelineFilter } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { lifeOf } from './profile-tables.ts'
import type { Life, ReadScope } from './profile-tables.ts'
import { noSuchPerson } from './read-profile.ts'
import { selectTimeline, toStoredFact } from './timeline-facts.ts'
import type { FactRow } from './timeline-facts.ts'

export type TimelineInput = TimelineFilter & { cursor?: string | undefined; limit: number }
export type TimelinePage = { items: StoredFact[]; next: string | null }

const DAY_MS = 86_400_000
const FIRST_WINDOW_DAYS = 62
/** After this long, a page ends where it is, and says so. */
const LOOK_MS = 8

/** Whose timeline, and between when and when it lies. Any of a person's identifiers will do. */
export async function readLife(scope: ReadScope, id: string): Promise<Life> {
  return (await lifeOf(scope, id)) ?? noOne()
}

/** The ids of all identifiers of a person, by any one of them: their facts are filed under these. */
export async function identifierIdsOf(scope: ReadScope, id: string): Promise<string[]> {
  return (await readLife(scope, id)).identifierIds
}

/**
 * A page of what a person lived through, latest first. Each month is a partition of its own and costs a few milliseconds, so that recent ones are
 * read first, and older ones only while there is time: else the page is short and its `next` goes on there.
 */
export async function readTimeline(
  warehouse: Warehouse,
  { workspaceId, life }: { workspaceId: number; life: Life },
  { cursor, limit, ...filter }: TimelineInput,
): Promise<TimelinePage> {
  const until = performance.now() + LOOK_MS
  const key = fromCursor<[number, string]>(cursor, ['number', 'string'])
  let before = key && { timeMs: key[0], messageId: key[1] }
  const found: FactRow[] = []
  for (let days = FIRST_WINDOW_DAYS; ; days *= 4) {
    const sinceMs = windowBegin(life, { beforeMs: before?.timeMs, days })
    const { identifierIds } = life
    const rows = await selectTimeline(warehouse, { workspaceId, identifierIds, before, sinceMs, filter, limit: limit + 1 - found.length })
    found.push(...rows)
    const last = found[limit - 1]
    if (found.length > limit) return pageOf(found.slice(0, limit), [last!.timeMs, last!.messageId])
    if (sinceMs === 0) return pageOf(found, undefined)
    before = { timeMs: sinceMs, messageId: '' }
    if (performance.now() > until) return pageOf(found, [sinceMs, ''])
  }
}

/** How far back to look. Before the first fact there is nothing: a window that reaches it reaches the beginning of time. */
function windowBegin({ firstSeen, lastSeen }: Life, { beforeMs, days }: { beforeMs: number | undefined; days: number }): number {
  const end = Math.min(beforeMs ?? Infinity, lastSeen?.getTime() ?? Date.now())
  const begin = Math.floor((end - days * DAY_MS) / DAY_MS) * DAY_MS
  return begin <= (firstSeen?.getTime() ?? 0) ? 0 : begin
}

function pageOf(rows: FactRow[], next: [number, string] | undefined): TimelinePage {
  return { items: rows.map(toStoredFact), next: next ? toCursor(next) : null }
}

function noOne(): never {
  throw noSuchPerson()
}
