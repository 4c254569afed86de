import type { profileSummary } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { fromCursor, toPage } from './cursor.ts'
import { selectLatestSeen } from './latest-seen-facts.ts'
import type { LatestSeen } from './latest-seen-facts.ts'
import { carriedBy, latestOf, matchingProfiles } from './search-tables.ts'
import type { CarriedRow, SummaryRow, Wanted } from './search-tables.ts'
import { setTraits } from './show-traits.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

export type ProfileSummary = z.infer<typeof profileSummary>
export type ProfileSearch = {
  search?: string | undefined
  trait?: string | undefined
  value?: string | undefined
  cursor?: string | undefined
  limit: number
}
export type ProfilePage = { items: ProfileSummary[]; next: string | null }

/** Up to here all matches are sorted; beyond, people are walked through by the time they were last seen until a page is full. */
const SORTED_MAX = 5_000
const BATCH_MAX = 10_000
const END: LatestSeen = { timeMs: 253_402_300_799_999, identifierId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' } // the year 9999

/** People by identifier or trait, or all of them; those seen latest come first. */
export async function searchProfiles(request: WorkspaceRequest, warehouse: Warehouse, query: ProfileSearch): Promise<ProfilePage> {
  const { limit } = query
  const before = placeOf(query.cursor)
  const wanted = wantedBy(query)
  const matches = wanted && (await matchesOf(request, wanted))
  if (matches && matches.length < SORTED_MAX) return sortedPage(request, matches, { before, limit })
  return walkedPage({ request, warehouse, wanted }, { before, limit })
}

/** People by the ids of their profiles, latest seen first. */
export async function sortedPage(
  request: WorkspaceRequest,
  profileIds: string[],
  page: { before: LatestSeen; limit: number },
): Promise<ProfilePage> {
  const before: [string, string] = [new Date(page.before.timeMs).toISOString(), page.before.identifierId]
  const rows = await request.inWorkspace((db) =>
    latestOf({ db, workspaceId: request.workspaceId }, profileIds, { before, limit: page.limit + 1 }),
  )
  const { items, next } = toPage(rows, page.limit, ({ lastSeen, profileId }) => [lastSeen.getTime(), profileId])
  return { items: items.map(toSummary), next }
}

/** Where a list that is sorted by last seen goes on. */
export function placeOf(cursor: string | undefined): LatestSeen {
  const key = fromCursor<[number, string]>(cursor, ['number', 'string'])
  return key ? { timeMs: key[0], identifierId: key[1] } : END
}

type Walk = { request: WorkspaceRequest; warehouse: Warehouse; wanted: Wanted | undefined }

async function walkedPage(
  { request, warehouse, wanted }: Walk,
  { before, limit }: { before: LatestSeen; limit: number },
): Promise<ProfilePage> {
  const { workspaceId } = request
  const found: (CarriedRow & { at: number })[] = []
  let from = before
  for (let batch = limit * 2; found.length <= limit; batch = Math.min(batch * 4, BATCH_MAX)) {
    const seen = await selectLatestSeen(warehouse, { workspaceId, before: from, limit: batch })
    const times = new Map(seen.map(({ identifierId, timeMs }) => [identifierId, timeMs]))
    const rows = await request.inWorkspace((db) => carriedBy({ db, workspaceId }, [...times.keys()], wanted))
    found.push(...rows.map((row) => ({ ...row, at: times.get(row.carrierId)! })))
    from = seen.at(-1) ?? from
    if (seen.length < batch) break
  }
  const { items, next } = toPage(found, limit, ({ at, carrierId }) => [at, carrierId])
  return { items: items.map(toSummary), next }
}

async function matchesOf({ workspaceId, inWorkspace }: WorkspaceRequest, wanted: Wanted): Promise<string[]> {
  return inWorkspace((db) => matchingProfiles({ db, workspaceId }, wanted, SORTED_MAX))
}

function wantedBy({ search, trait, value }: ProfileSearch): Wanted | undefined {
  const prefix = search?.trim() ?? ''
  if (prefix !== '' && trait) {
    throw new PercorsoError('bad_search', 'Search by an identifier or by a trait, not both.', { status: 400 })
  }
  if (prefix !== '') return { prefix: prefix.includes('@') ? prefix.toLowerCase() : prefix }
  if (!trait) return undefined
  if (value === undefined) throw new PercorsoError('bad_search', 'A search by trait needs its value.', { status: 400 })
  return { traits: [JSON.stringify({ [trait]: value }), JSON.stringify({ [trait]: parseScalar(value) })] }
}

function parseScalar(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? text : value
  } catch {
    return text
  }
}

function toSummary({ profileId, kind, value, facts, firstSeen, lastSeen, traits }: SummaryRow): ProfileSummary {
  return {
    profileId,
    head: { kind, value },
    facts,
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen.toISOString(),
    traits: setTraits(traits),
  }
}
