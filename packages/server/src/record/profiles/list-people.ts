import type { PeopleRule, PeopleSort, profileSummary } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { findCandidates } from './find-candidates.ts'
import { hasMoreThan, isIndexed, sortPeople, walkPeople } from './people-tables.ts'
import type { Order, PeoplePage, PersonRow, Place, Wanted } from './people-tables.ts'
import type { ReadScope } from './profile-tables.ts'
import { setTraits } from './show-traits.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

export type ProfileSummary = z.infer<typeof profileSummary>
export type PeopleSearch = { search?: string | undefined; filter?: PeopleRule | undefined }
export type PeopleQuery = PeopleSearch & { sort: PeopleSort; order?: 'asc' | 'desc' | undefined }
export type PeopleInput = PeopleQuery & { columns?: string[] | undefined; cursor?: string | undefined; limit: number }
export type PeopleList = { items: ProfileSummary[]; next: string | null; looked: number | null }

/** A trait has no index: so many people at most are sorted by one. */
const SORTED_MAX = 50_000
/** After this long, a walk stops where it is, and says so. */
const WALK_MS = 12
const STRIDE_MAX = 500

/** A page of people: searched, filtered, sorted. However many there are, it takes about as long. */
export async function listPeople({ workspaceId, inWorkspace }: WorkspaceRequest, input: PeopleInput): Promise<PeopleList> {
  const wanted = wantedBy(input)
  const order = orderOf(input)
  const page = { ...order, wanted, columns: input.columns, after: placeIn(input.cursor, order), limit: input.limit + 1 }
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const candidates = await findCandidates(scope, wanted)
    if (candidates) return sortedPage(page, await sortPeople(scope, page, candidates))
    if (isIndexed(order.sort)) return walkedPage(scope, page)
    if (await hasMoreThan(scope, SORTED_MAX)) throw tooManyToSort()
    return sortedPage(page, await sortPeople(scope, page))
  })
}

/** These people, latest seen first. */
export async function listThese(scope: ReadScope, profileIds: string[], input: Pick<PeopleInput, 'cursor' | 'limit'>): Promise<PeopleList> {
  const order: Order = { sort: 'lastSeen', descending: true }
  const wanted = { where: undefined, prefix: undefined, words: undefined }
  const page = { ...order, wanted, columns: undefined, after: placeIn(input.cursor, order), limit: input.limit + 1 }
  return sortedPage(page, await sortPeople(scope, page, profileIds))
}

export function wantedBy({ search, filter }: PeopleSearch): Wanted {
  const text = search?.trim() ?? ''
  if (text === '') return { where: filter?.where, prefix: undefined, words: undefined }
  const isMail = text.includes('@')
  return { where: filter?.where, prefix: isMail ? text.toLowerCase() : text, words: isMail ? undefined : text }
}

export function orderOf({ sort, order }: PeopleQuery): Order {
  return { sort, descending: (order ?? (sort === 'name' ? 'asc' : 'desc')) === 'desc' }
}

function sortedPage(page: PeoplePage, rows: PersonRow[]): PeopleList {
  const items = rows.slice(0, page.limit - 1)
  const last = items.at(-1)
  return { items: items.map(toSummary), next: last && rows.length === page.limit ? cursorAt(page, last) : null, looked: null }
}

/** Looks at people in their order, in longer and longer strides, until the page is full or the time is up. */
async function walkedPage(scope: ReadScope, page: PeoplePage): Promise<PeopleList> {
  const until = performance.now() + WALK_MS
  const narrow = page.wanted.where !== undefined || page.wanted.prefix !== undefined
  const found: PersonRow[] = []
  let looked = 0
  let { after } = page
  for (let limit = narrow ? page.limit * 4 : page.limit; ; limit = Math.min(limit * 2, STRIDE_MAX)) {
    const rows = await walkPeople(scope, { ...page, after, limit })
    found.push(...rows.filter(({ matches }) => matches))
    looked += limit
    if (found.length >= page.limit) return { ...sortedPage(page, found.slice(0, page.limit)), looked: null }
    const last = rows.at(-1)
    if (!last || Number(last.place) < limit) return sortedPage(page, found)
    after = last
    if (performance.now() > until) return { items: found.map(toSummary), next: cursorAt(page, last), looked }
  }
}

function cursorAt({ sort, descending }: Order, { key, profileId }: Place): string {
  return toCursor([sort, descending ? 'desc' : 'asc', key === null ? 'none' : 'some', key ?? '', profileId])
}

function placeIn(cursor: string | undefined, { sort, descending }: Order): Place | undefined {
  const parts = fromCursor<string[]>(cursor, ['string', 'string', 'string', 'string', 'string'])
  if (!parts) return undefined
  const [ofSort, ofOrder, has, key, profileId] = parts as [string, string, string, string, string]
  if (ofSort === sort && ofOrder === (descending ? 'desc' : 'asc')) return { key: has === 'none' ? null : key, profileId }
  throw new PercorsoError('bad_cursor', 'This cursor is of a list that was sorted otherwise.', {
    status: 400,
    hint: 'Begin again without a cursor.',
  })
}

function tooManyToSort(): PercorsoError {
  return new PercorsoError('too_many_to_sort', `More than ${SORTED_MAX} people cannot be sorted by a trait.`, {
    status: 422,
    hint: 'Filter or search first, or sort by lastSeen, firstSeen, facts or name.',
  })
}

function toSummary({ profileId, kind, value, name, facts, firstSeen, lastSeen, traits }: PersonRow): ProfileSummary {
  return {
    profileId,
    name,
    head: { kind, value },
    facts,
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen.toISOString(),
    traits: setTraits(traits),
  }
}
