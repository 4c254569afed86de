import type { PeopleSort, Rule, RuleLeaf } from '@percorso/contract'
import type { ReadScope } from './profile-tables.ts'
import { compileLeaf, compileRule, createParams } from './rule-tables.ts'
import type { Params } from './rule-tables.ts'

/** Which people a list is about. `prefix` and `words` come from the search: either will do. */
export type Wanted = { where: Rule | undefined; prefix: string | undefined; words: string | undefined }

/** Where in which order: the key is a text (a time in ms, a number, a name, a trait in JSON), null for who has none. */
export type Place = { key: string | null; profileId: string }
export type Order = { sort: PeopleSort; descending: boolean }

export type PersonRow = {
  profileId: string
  kind: string
  value: string
  name: string | null
  facts: number
  firstSeen: Date
  lastSeen: Date
  traits: Record<string, unknown>
  key: string | null
}
/** A person who was looked at; those who do not match come for their place only. */
export type LookedRow = PersonRow & { matches: boolean; place: number }

export type PeoplePage = Order & { wanted: Wanted; columns: string[] | undefined; after: Place | undefined; limit: number }

const INDEXED = {
  lastSeen: { column: 'h.last_seen', key: 'round(extract(epoch from h.last_seen) * 1000)::text', parse: fromMs },
  firstSeen: { column: 'h.first_seen', key: 'round(extract(epoch from h.first_seen) * 1000)::text', parse: fromMs },
  facts: { column: 'h.facts', key: 'h.facts::text', parse: (key: string) => `${key}::bigint` },
  name: { column: 'h.sort_name', key: 'h.sort_name', parse: (key: string) => `${key}::text` },
} as const

/** Whether people can be walked through in this order, whatever their number. */
export function isIndexed(sort: PeopleSort): sort is keyof typeof INDEXED {
  return Object.hasOwn(INDEXED, sort)
}

/** The wanted ones among these people, or (without ids) among all: sorted then and there. */
export async function sortPeople({ db, workspaceId }: ReadScope, page: PeoplePage, profileIds?: string[]): Promise<PersonRow[]> {
  const params = createParams(workspaceId)
  const order = orderOf(page, params)
  const among = profileIds ? `h.profile_id = any(${params.add(profileIds)}::uuid[])` : 'true'
  const { rows } = await db.query<PersonRow>(
    `select ${columnsOf(page, params)}, ${order.key} as key from people h ${order.join}
     where h.workspace_id = $1 and ${among} and ${conditionOf(page.wanted, params)} and ${order.after}
     order by ${order.by} limit ${params.add(page.limit)}`,
    params.values,
  )
  return rows
}

/**
 * Looks at so many people in an order that has an index, and returns those who are wanted, and the last one in any case: the walk goes on from
 * there. Conditions on the very thing that is sorted by say where the walk begins and ends.
 */
export async function walkPeople({ db, workspaceId }: ReadScope, page: PeoplePage): Promise<LookedRow[]> {
  const params = createParams(workspaceId)
  const order = orderOf(page, params)
  const bounds = boundsOf(page, params)
  const { rows } = await db.query<LookedRow>(
    `select ${columnsOf(page, params)}, ${order.key} as key, matches, place from (
       select h.*, ${conditionOf(page.wanted, params)} as matches, row_number() over () as place from (
         select * from people h where h.workspace_id = $1 and ${order.after} and ${bounds} order by ${order.by} limit ${params.add(page.limit)}) h) h
     where matches or place = ${params.add(page.limit)} order by place`,
    params.values,
  )
  return rows
}

const BATCH = 1_000

/** Everybody who is wanted, sorted, in batches and as of one moment, traits uncut. The transaction lasts as long as it takes to read them. */
export async function* readPeople({ db, workspaceId }: ReadScope, page: Omit<PeoplePage, 'after' | 'limit'>): AsyncGenerator<PersonRow[]> {
  const params = createParams(workspaceId)
  const { key, join, by } = orderOf({ ...page, after: undefined, limit: 0 }, params)
  const columns = columnsOf(page, params).replaceAll('cell_of(', '(')
  await db.query(
    `declare everybody no scroll cursor for select ${columns}, ${key} as key from people h ${join}
     where h.workspace_id = $1 and ${conditionOf(page.wanted, params)} order by ${by}`,
    params.values,
  )
  for (;;) {
    const { rows } = await db.query<PersonRow>(`fetch ${BATCH} from everybody`)
    if (rows.length === 0) return
    yield rows
  }
}

/** Whether there are more people than can be sorted then and there. */
export async function hasMoreThan({ db, workspaceId }: ReadScope, people: number): Promise<boolean> {
  const { rows } = await db.query<{ many: boolean }>(
    'select exists (select 1 from listed_people where workspace_id = $1 order by last_seen offset $2) as many',
    [workspaceId, people],
  )
  return rows[0]!.many
}

/** How many of these people are wanted. */
export async function countThese({ db, workspaceId }: ReadScope, wanted: Wanted, profileIds: string[]): Promise<number> {
  const params = createParams(workspaceId)
  const { rows } = await db.query<{ count: number }>(
    `select count(*) from people h
     where h.workspace_id = $1 and h.profile_id = any(${params.add(profileIds)}::uuid[]) and ${conditionOf(wanted, params)}`,
    params.values,
  )
  return rows[0]!.count
}

/** Ids from one up to another, or to the end. */
export type IdRange = { from: string; to: string | undefined }

/** How many people have ids in a range, and how many of them are wanted. */
export async function countAmong(
  { db, workspaceId }: ReadScope,
  wanted: Wanted,
  ids: IdRange,
): Promise<{ people: number; wanted: number }> {
  const params = createParams(workspaceId)
  const { rows } = await db.query<{ people: number; wanted: number }>(
    `select count(*) as people, count(*) filter (where ${conditionOf(wanted, params)}) as wanted
     from people h where h.workspace_id = $1 and ${inRange(ids, params)}`,
    params.values,
  )
  return rows[0]!
}

/** Traits of the people whose ids lie in a range, at most so many. */
export async function traitsAmong({ db, workspaceId }: ReadScope, ids: IdRange, atMost: number): Promise<Record<string, unknown>[]> {
  const params = createParams(workspaceId)
  const { rows } = await db.query<{ traits: Record<string, unknown> }>(
    `select (select jsonb_object_agg(key, cell_of(value)) from (select * from jsonb_each(h.traits) limit 300) e) as traits
     from people h where h.workspace_id = $1 and ${inRange(ids, params)} order by h.profile_id limit ${params.add(atMost)}`,
    params.values,
  )
  return rows.map(({ traits }) => traits ?? {})
}

function inRange({ from, to }: IdRange, params: Params): string {
  const begins = `h.profile_id >= ${params.add(from)}::uuid`
  return to === undefined ? begins : `${begins} and h.profile_id < ${params.add(to)}::uuid`
}

function columnsOf({ columns }: Pick<PeoplePage, 'columns'>, params: Params): string {
  const traits =
    columns === undefined
      ? '(select jsonb_object_agg(key, cell_of(value)) from jsonb_each(h.traits))'
      : columns.length === 0
        ? `'{}'::jsonb`
        : `(select jsonb_object_agg(key, cell_of(h.traits -> key)) from unnest(${params.add(columns)}::text[]) as c (key) where h.traits ? key)`
  return `h.profile_id as "profileId", h.head_kind as kind, h.head_value as value, h.name, h.facts, h.first_seen as "firstSeen",
    h.last_seen as "lastSeen", coalesce(${traits}, '{}') as traits`
}

/** Who is wanted, as a condition on `h`. */
function conditionOf({ where, prefix, words }: Wanted, params: Params): string {
  const found: string[] = []
  if (prefix !== undefined) {
    const [from, to] = [params.add(prefix), params.add(`${prefix}\u{10FFFF}`)]
    found.push(`exists (select 1 from identifiers v where v.workspace_id = $1 and v.profile_id = h.profile_id and not v.alleged
      and v.value ~>=~ ${from} and v.value ~<~ ${to})`)
  }
  if (words !== undefined) found.push(`coalesce(words_of(h.name) @@ prefixes_of(${params.add(words)}), false)`)
  const searched = found.length > 0 ? `(${found.join(' or ')})` : 'true'
  return where ? `${searched} and ${compileRule(where, params)}` : searched
}

type Sorting = { key: string; join: string; after: string; by: string }

/** An order as SQL: in each, the profile's id decides between equals, and whoever has no value comes last. */
function orderOf({ sort, descending, after }: PeoplePage, params: Params): Sorting {
  const direction = descending ? 'desc' : 'asc'
  const beyond = descending ? '<' : '>'
  if (isIndexed(sort)) {
    const { column, key, parse } = INDEXED[sort]
    const place = after && `(${parse(params.add(after.key ?? ''))}, ${params.add(after.profileId)}::uuid)`
    return {
      key,
      join: '',
      after: place ? `(${column}, h.profile_id) ${beyond} ${place}` : 'true',
      by: `${column} ${direction}, h.profile_id ${direction}`,
    }
  }
  const value = `(h.traits -> ${params.add(sort.slice('trait:'.length))}::text)`
  const join = `cross join lateral (select case jsonb_typeof(${value}) when 'string' then to_jsonb(left(fold_text(${value} #>> '{}'), 100))
    when 'number' then ${value} when 'boolean' then ${value} end as sorted) s`
  return {
    key: 's.sorted::text',
    join,
    after: after ? afterTrait(after, beyond, params) : 'true',
    by: `s.sorted ${direction} nulls last, h.profile_id ${direction}`,
  }
}

function afterTrait({ key, profileId }: Place, beyond: string, params: Params): string {
  const id = `${params.add(profileId)}::uuid`
  if (key === null) return `s.sorted is null and h.profile_id ${beyond} ${id}`
  const at = `${params.add(key)}::jsonb`
  return `(s.sorted ${beyond} ${at} or s.sorted = ${at} and h.profile_id ${beyond} ${id} or s.sorted is null)`
}

/** The conditions of a rule that hold for everybody and are about what is sorted by. */
function boundsOf({ sort, wanted: { where } }: PeoplePage, params: Params): string {
  const bounds = certainties(where).filter((leaf) => 'profile' in leaf && leaf.profile === sort)
  return bounds.length > 0 ? bounds.map((leaf) => compileLeaf(leaf, params)).join(' and ') : 'true'
}

/** The conditions each of which must be true. */
export function certainties(where: Rule | undefined): RuleLeaf[] {
  if (where === undefined || 'any' in where || 'not' in where) return []
  return 'all' in where ? where.all.flatMap(certainties) : [where]
}

function fromMs(key: string): string {
  return `from_ms(${key}::bigint)`
}
