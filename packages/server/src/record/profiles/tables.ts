import type { Scope } from './apply-facts.ts'
import type { Link, Node } from './decide-profiles.ts'
import { linkKey } from './decide-profiles.ts'
import { compareText } from './identifier.ts'
import type { TraitState } from './traits.ts'

/** What some facts add to the identifier they are foremost of. Times in ms. */
export type OwnDelta = OtherIdentifier & WholeDelta
/** `profileId`: where the identifier goes if it is not stored yet: its own id, unless the decision about newcomers says otherwise. */
export type OtherIdentifier = { id: string; kind: string; value: string; profileId: string; alleged: boolean }
/** Where people's rows are. */
export type Owner = Pick<Scope, 'db' | 'workspaceId'>
export type NewLink = Link & { sourceId: number; refused: string | null }
export type AccountDelta = { accountId: string; facts: number; firstSeen: number; lastSeen: number; state: TraitState | undefined }
export type MemberDelta = { accountId: string; identifierId: string; firstSeen: number; lastSeen: number }
/** An identifier whose profile needs another look. `decide`: its links may now count differently. `hasWhole`: what these facts add is still missing from its profile's whole. */
export type Touched = { identifierId: string; profileId: string; decide: boolean; hasWhole: boolean }

export const byId = (x: { id: string }, y: { id: string }): number => compareText(x.id, y.id)

/**
 * For the rest of the transaction, go through indexes row by row. A chunk's rows are few against the tables, but PostgreSQL cannot know how
 * many an array holds and would read whole tables; and rows are locked in the order in which they are given, which avoids deadlocks.
 */
export async function goByIndex(db: Scope['db']): Promise<void> {
  await db.query('set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off')
}

/**
 * Stores identifiers that carry nothing of their own. Returns those that only an alias had named until now, and those thought newborn that
 * another worker stored in the meantime.
 */
export async function addIdentifiers({ db, workspaceId }: Scope, identifiers: OtherIdentifier[], newborn: string[]): Promise<Touched[]> {
  if (identifiers.length === 0) return []
  const sorted = identifiers.sort(byId)
  const { rows } = await db.query<Touched>(
    `with stored as (
       insert into identifiers as i (workspace_id, identifier_id, kind, value, profile_id, alleged)
       select $1, id, kind, value, profile_id, alleged
       from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bool[]) as d (id, kind, value, profile_id, alleged)
       on conflict (workspace_id, identifier_id) do update set alleged = i.alleged and excluded.alleged
         where i.alleged and not excluded.alleged or i.identifier_id = any($7::uuid[])
       returning identifier_id, profile_id, old.identifier_id is not null as was_stored)
     select identifier_id as "identifierId", profile_id as "profileId", true as decide, false as "hasWhole" from stored where was_stored`,
    [workspaceId, ...identifierArrays(sorted), sorted.map((i) => i.alleged), newborn],
  )
  return rows
}

/**
 * Stores identifiers that live now, or lived earlier than was known, and holds the rows of those with traits to write. How often and until when
 * they live is counted later. Returns those whose profile needs another look: those that count only now, and those that lived earlier than was
 * known in a profile large enough for its merges to be limited. `newborn`: thought not to be stored yet.
 */
export async function addLives({ db, workspaceId, policy }: Scope, deltas: OwnDelta[], newborn: string[]): Promise<Touched[]> {
  if (deltas.length === 0) return []
  const d = deltas.sort(byId)
  const { rows } = await db.query<Touched>(
    `with stored as (
       insert into identifiers as i (workspace_id, identifier_id, kind, value, profile_id, first_seen, last_seen)
       select $1, id, kind, value, profile_id, from_ms(first_seen), from_ms(last_seen)
       from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::bigint[])
         as d (id, kind, value, profile_id, first_seen, last_seen)
       on conflict (workspace_id, identifier_id) do update set
         alleged = false,
         first_seen = least(i.first_seen, excluded.first_seen),
         last_seen = greatest(i.last_seen, excluded.last_seen),
         whole_first_seen = case when i.whole_facts is not null then least(i.whole_first_seen, excluded.first_seen) end,
         whole_last_seen = case when i.whole_facts is not null then greatest(i.whole_last_seen, excluded.last_seen) end
       returning identifier_id, profile_id,
         profile_id <> identifier_id or new.whole_facts is not null and new.identifier_id = any($9::uuid[]) as has_whole,
         coalesce(old.alleged, false) or old.identifier_id is not null and new.identifier_id = any($8::uuid[]) as came_to_be,
         old.identifier_id is not null and (old.first_seen is null or old.first_seen > new.first_seen) as lived_earlier)
     select identifier_id as "identifierId", profile_id as "profileId", has_whole as "hasWhole", came_to_be or lived_earlier and (
         select count(*) from (select 1 from identifiers m where m.workspace_id = $1 and m.profile_id = stored.profile_id limit $10 + 1) found
       ) > $10 as decide
     from stored where has_whole or came_to_be or lived_earlier`,
    [
      workspaceId,
      ...identifierArrays(d),
      plain(d.map((x) => x.firstSeen)),
      plain(d.map((x) => x.lastSeen)),
      plain(newborn),
      plain(d.filter(({ state }) => state).map(({ id }) => id)),
      policy.merges,
    ],
  )
  return rows
}

export type TraitDelta = { id: string; state: TraitState }

/** Writes traits to identifiers whose rows this transaction holds already. */
export async function addTraits({ db, workspaceId }: Scope, deltas: TraitDelta[]): Promise<void> {
  if (deltas.length === 0) return
  await db.query(
    `update identifiers i set (traits, trait_clock, traits_at) =
       (select m.traits, m.clock, m.latest
       from merge_traits(row(i.traits, i.trait_clock, i.traits_at, null)::trait_state, row(d.traits, d.clock, d.latest, d.earliest)::trait_state) m)
     from unnest($2::uuid[], $3::jsonb[], $4::jsonb[], $5::bigint[], $6::bigint[]) as d (id, traits, clock, latest, earliest)
     where i.workspace_id = $1 and i.identifier_id = d.id`,
    [workspaceId, plain(deltas.map(({ id }) => id)), ...traitArrays(deltas)],
  )
}

/** What is added to a profile, or to one of its identifiers; facts are 0 where they are counted elsewhere. */
export type WholeDelta = { id: string; facts: number; firstSeen: number; lastSeen: number; state: TraitState | undefined }

/** Adds counters and times to the whole of profiles that have one. Returns the heads it found. */
export async function addToWholes({ db, workspaceId }: Owner, deltas: WholeDelta[]): Promise<Set<string>> {
  if (deltas.length === 0) return new Set()
  const d = deltas.sort(byId)
  const { rows } = await db.query<{ id: string }>(
    `update identifiers i set
       whole_facts = i.whole_facts + d.facts,
       whole_first_seen = least(i.whole_first_seen, from_ms(d.first_seen)),
       whole_last_seen = greatest(i.whole_last_seen, from_ms(d.last_seen))
     from unnest($2::uuid[], $3::int[], $4::bigint[], $5::bigint[]) as d (id, facts, first_seen, last_seen)
     where i.workspace_id = $1 and i.identifier_id = d.id and i.whole_facts is not null
     returning i.identifier_id as id`,
    [
      workspaceId,
      plain(d.map(({ id }) => id)),
      plain(d.map(({ facts }) => facts)),
      plain(d.map(({ firstSeen }) => firstSeen)),
      plain(d.map(({ lastSeen }) => lastSeen)),
    ],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Writes traits to the whole of profiles whose heads this transaction holds already. */
export async function addTraitsToWholes({ db, workspaceId }: Owner, deltas: TraitDelta[]): Promise<void> {
  if (deltas.length === 0) return
  await db.query(
    `update identifiers i set (whole_traits, whole_trait_clock, whole_traits_at) = (select m.traits, m.clock, m.latest
       from merge_traits(row(i.whole_traits, i.whole_trait_clock, i.whole_traits_at, null)::trait_state,
         row(d.traits, d.clock, d.latest, d.earliest)::trait_state) m)
     from unnest($2::uuid[], $3::jsonb[], $4::jsonb[], $5::bigint[], $6::bigint[]) as d (id, traits, clock, latest, earliest)
     where i.workspace_id = $1 and i.identifier_id = d.id and i.whole_facts is not null`,
    [workspaceId, plain(deltas.map(({ id }) => id)), ...traitArrays(deltas)],
  )
}

/** A PostgreSQL array of values that need no quoting (ids, numbers, times): several times faster than the driver's own. */
export function plain(values: (string | number | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join(',')}}`
}

function identifierArrays(identifiers: OtherIdentifier[]): [string, string[], string[], string] {
  return [
    plain(identifiers.map(({ id }) => id)),
    identifiers.map(({ kind }) => kind),
    identifiers.map(({ value }) => value),
    plain(identifiers.map(({ profileId }) => profileId)),
  ]
}

/** Traits, clocks, latest and earliest times as columns. */
function traitArrays(deltas: { state: TraitState | undefined }[]): [string[], string[], string, string] {
  const times = deltas.map(({ state }) => (state ? Object.values(state.clock).map(([changedAt]) => changedAt) : []))
  return [
    deltas.map(({ state }) => (state ? JSON.stringify(state.traits) : '{}')),
    deltas.map(({ state }) => (state ? JSON.stringify(state.clock) : '{}')),
    plain(times.map((some) => (some.length > 0 ? Math.max(...some) : null))),
    plain(times.map((some) => (some.length > 0 ? Math.min(...some) : null))),
  ]
}

/** Stores links, or an earlier fact for a known one. Returns those that are new or became earlier. */
export async function addLinks({ db, workspaceId }: Scope, links: NewLink[]): Promise<Link[]> {
  const sorted = links.sort((x, y) => compareText(x.a, y.a) || compareText(x.b, y.b))
  const { rows } = await db.query<{ a: string; b: string }>(
    `insert into links as l (workspace_id, a_id, b_id, first_at, message_id, source_id, refused)
     select $1, a, b, from_ms(first_at), message_id, source_id, refused
     from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::int[], $7::text[]) as d (a, b, first_at, message_id, source_id, refused)
     on conflict (workspace_id, a_id, b_id) do update
       set first_at = excluded.first_at, message_id = excluded.message_id, source_id = excluded.source_id
       where (excluded.first_at, excluded.message_id) < (l.first_at, l.message_id)
     returning a_id as a, b_id as b`,
    [
      workspaceId,
      plain(sorted.map((l) => l.a)),
      plain(sorted.map((l) => l.b)),
      plain(sorted.map((l) => l.firstAt)),
      sorted.map((l) => l.messageId),
      plain(sorted.map((l) => l.sourceId)),
      sorted.map((l) => l.refused),
    ],
  )
  const stored = new Set(rows.map(({ a, b }) => linkKey(a, b)))
  return sorted.filter(({ a, b }) => stored.has(linkKey(a, b)))
}

export type Member = Node & { profileId: string }

/** Every identifier of the profiles that these identifiers belong to, locked until the transaction ends. */
export async function lockMembers({ db, workspaceId }: Scope, identifierIds: string[]): Promise<Member[]> {
  const { rows } = await db.query<Omit<Member, 'firstSeen'> & { firstSeen: Date | null }>(
    `select identifier_id as id, kind, alleged, profile_id as "profileId", first_seen as "firstSeen" from identifiers
     where workspace_id = $1 and profile_id in (
       select profile_id from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[]))
     order by identifier_id for update`,
    [workspaceId, plain(identifierIds)],
  )
  return rows.map((row) => ({ ...row, firstSeen: row.firstSeen?.getTime() }))
}

export type StoredLink = Link & { refused: string | null }

/** Every link with at least one end among these identifiers. */
export async function linksOf({ db, workspaceId }: Owner, identifierIds: string[]): Promise<StoredLink[]> {
  const { rows } = await db.query<Omit<StoredLink, 'firstAt'> & { firstAt: Date }>(
    `select a_id as a, b_id as b, first_at as "firstAt", message_id as "messageId", refused from links
     where workspace_id = $1 and a_id = any($2::uuid[])
     union
     select a_id, b_id, first_at, message_id, refused from links where workspace_id = $1 and b_id = any($2::uuid[])`,
    [workspaceId, plain(identifierIds)],
  )
  return rows.map((row) => ({ ...row, firstAt: row.firstAt.getTime() }))
}

/** Pairs that people decided to keep apart, with an end among these identifiers. */
export async function apartPairs({ db, workspaceId }: Owner, identifierIds: string[]): Promise<[string, string][]> {
  const { rows } = await db.query<{ a: string; b: string }>(
    `select a_id as a, b_id as b from kept_apart where workspace_id = $1 and (a_id = any($2::uuid[]) or b_id = any($2::uuid[]))`,
    [workspaceId, plain(identifierIds)],
  )
  return rows.map(({ a, b }) => [a, b])
}

export type ProfileChange = { id: string; profileId: string; from?: string }

/** Moves identifiers to other profiles, here and (by way of profile_moves) in the warehouse. */
export async function moveIdentifiers(scope: Scope, changes: ProfileChange[]): Promise<void> {
  if (changes.length === 0) return
  await scope.db.query(
    `update identifiers i set profile_id = d.profile_id from unnest($2::uuid[], $3::uuid[]) as d (id, profile_id)
     where i.workspace_id = $1 and i.identifier_id = d.id`,
    [scope.workspaceId, plain(changes.map(({ id }) => id)), plain(changes.map(({ profileId }) => profileId))],
  )
  await announceMoves(scope, changes)
}

/** Leaves word for the warehouse that facts under these identifiers belong to other profiles. */
export async function announceMoves({ db, workspaceId }: Scope, changes: ProfileChange[]): Promise<void> {
  if (changes.length === 0) return
  await db.query('insert into profile_moves (workspace_id, identifier_ids, profile_ids, left_ids) values ($1, $2, $3, $4)', [
    workspaceId,
    plain(changes.map(({ id }) => id)),
    plain(changes.map(({ profileId }) => profileId)),
    plain([...new Set(changes.flatMap(({ from }) => from ?? []))]),
  ])
}

/** Which of these identifiers are stored. */
export async function storedIdentifiers({ db, workspaceId }: Scope, ids: string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    'select identifier_id as id from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[])',
    [workspaceId, plain(ids)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Notes why links join nothing (null: they do). */
export async function noteRefusals({ db, workspaceId }: Scope, notes: { a: string; b: string; refused: string | null }[]): Promise<void> {
  if (notes.length === 0) return
  await db.query(
    `update links l set refused = d.refused from unnest($2::uuid[], $3::uuid[], $4::text[]) as d (a, b, refused)
     where l.workspace_id = $1 and l.a_id = d.a and l.b_id = d.b`,
    [workspaceId, notes.map((n) => n.a), notes.map((n) => n.b), notes.map((n) => n.refused)],
  )
}

/**
 * Renews the sum over all identifiers of these profiles. Their heads' rows must be held by this transaction, so that the sum is taken after
 * every earlier change is committed: see {@link lockHeads}.
 */
export async function sumWholes({ db, workspaceId }: Owner, profileIds: string[]): Promise<void> {
  if (profileIds.length === 0) return
  await db.query(
    `update identifiers h set whole_facts = s.facts, whole_first_seen = s.first_seen, whole_last_seen = s.last_seen,
       whole_traits = case when s.facts is not null then coalesce((s.state).traits, '{}') end,
       whole_trait_clock = case when s.facts is not null then coalesce((s.state).clock, '{}') end, whole_traits_at = (s.state).latest
     from unnest($2::uuid[]) as d (id) left join lateral (
       select sum(facts)::bigint as facts, min(first_seen) as first_seen, max(last_seen) as last_seen,
         latest_traits(row(traits, trait_clock, traits_at, null)::trait_state) filter (where trait_clock <> '{}') as state
       from identifiers where workspace_id = $1 and profile_id = d.id and first_seen is not null
       having bool_or(identifier_id <> d.id)) s on true
     where h.workspace_id = $1 and h.identifier_id = d.id and (s.facts is not null or h.whole_facts is not null)`,
    [workspaceId, plain(profileIds)],
  )
}

/** Holds the rows of these profiles' heads until the transaction ends. */
export async function lockHeads({ db, workspaceId }: Owner, profileIds: string[]): Promise<void> {
  if (profileIds.length === 0) return
  const heads = profileIds.sort(compareText)
  await db.query(
    'select 1 from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[]) order by identifier_id for update',
    [workspaceId, plain(heads)],
  )
}

/** Adds counters, times and traits to accounts. */
export async function addAccounts({ db, workspaceId }: Scope, deltas: AccountDelta[]): Promise<void> {
  if (deltas.length === 0) return
  const d = deltas.sort((x, y) => compareText(x.accountId, y.accountId))
  await db.query(
    `insert into accounts as a (workspace_id, account_id, facts, first_seen, last_seen, traits, trait_clock, traits_at)
     select $1, account_id, facts, from_ms(first_seen), from_ms(last_seen), traits, clock, latest
     from unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[], $6::jsonb[], $7::jsonb[], $8::bigint[], $9::bigint[])
       as d (account_id, facts, first_seen, last_seen, traits, clock, latest, earliest)
     on conflict (workspace_id, account_id) do update set
       facts = a.facts + excluded.facts,
       first_seen = least(a.first_seen, excluded.first_seen),
       last_seen = greatest(a.last_seen, excluded.last_seen),
       (traits, trait_clock, traits_at) = (select m.traits, m.clock, m.latest
         from merge_traits(row(a.traits, a.trait_clock, a.traits_at, null)::trait_state,
           row(excluded.traits, excluded.trait_clock, excluded.traits_at, null)::trait_state) m)`,
    [
      workspaceId,
      d.map((x) => x.accountId),
      d.map((x) => x.facts),
      plain(d.map((x) => x.firstSeen)),
      plain(d.map((x) => x.lastSeen)),
      ...traitArrays(d),
    ],
  )
}

/** Notes who belongs to which account. */
export async function addMembers({ db, workspaceId }: Scope, deltas: MemberDelta[]): Promise<string[]> {
  if (deltas.length === 0) return []
  const d = deltas.sort((x, y) => compareText(x.accountId, y.accountId) || compareText(x.identifierId, y.identifierId))
  const { rows } = await db.query<{ id: string; isNew: boolean }>(
    `insert into account_members as m (workspace_id, account_id, identifier_id, first_seen, last_seen)
     select $1, account_id, id, from_ms(first_seen), from_ms(last_seen)
     from unnest($2::text[], $3::uuid[], $4::bigint[], $5::bigint[]) as d (account_id, id, first_seen, last_seen)
     on conflict (workspace_id, account_id, identifier_id) do update set
       first_seen = least(m.first_seen, excluded.first_seen), last_seen = greatest(m.last_seen, excluded.last_seen)
     where excluded.first_seen < m.first_seen or excluded.last_seen > m.last_seen
     returning identifier_id as id, xmax = 0 as "isNew"`,
    [
      workspaceId,
      d.map((x) => x.accountId),
      d.map((x) => x.identifierId),
      plain(d.map((x) => x.firstSeen)),
      plain(d.map((x) => x.lastSeen)),
    ],
  )
  return rows.filter(({ isNew }) => isNew).map(({ id }) => id)
}

/** Identifiers that changed profile together. */
export type Move = { moveId: number; workspaceId: number; identifierIds: string[]; profileIds: string[]; leftIds: string[] }

/** Takes the oldest moves that the warehouse does not know yet; they are gone when the transaction commits. */
export async function takeMoves(db: Scope['db'], max: number): Promise<Move[]> {
  const { rows } = await db.query<Move>(
    `with oldest as (select workspace_id, move_id from profile_moves order by move_id limit $1 for update skip locked)
     delete from profile_moves p using oldest o where p.workspace_id = o.workspace_id and p.move_id = o.move_id
     returning p.move_id as "moveId", p.workspace_id as "workspaceId", p.identifier_ids as "identifierIds", p.profile_ids as "profileIds",
       p.left_ids as "leftIds"`,
    [max],
  )
  return rows
}
