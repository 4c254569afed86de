import { plain } from '../../record/profiles/index.ts'
import type { Scope } from '../following/index.ts'

/** Returns those that were not in it. */
export async function insertMembers(
  { db, workspaceId }: Scope,
  { setId, ids, now }: { setId: number; ids: string[]; now: Date },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `insert into set_members (workspace_id, set_id, identifier_id, added_at) select $1, $2, id, $4 from unnest($3::uuid[]) as id
     on conflict do nothing returning identifier_id as id`,
    [workspaceId, setId, plain(ids), now.toISOString()],
  )
  return rows.map(({ id }) => id)
}

/** Returns those that were in it. */
export async function deleteMembers({ db, workspaceId }: Scope, { setId, ids }: { setId: number; ids: string[] }): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'delete from set_members where workspace_id = $1 and identifier_id = any($3::uuid[]) and set_id = $2 returning identifier_id as id',
    [workspaceId, setId, plain(ids)],
  )
  return rows.map(({ id }) => id)
}

/** Those of these identifiers that are known. */
export async function knownAmong({ db, workspaceId }: Scope, ids: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select identifier_id as id from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[])',
    [workspaceId, plain(ids)],
  )
  return rows.map(({ id }) => id)
}

/** The second half of an id says nothing about the first, by which ids are in order. */
const half = (of: string) => `right(${of}.identifier_id::text, 17)`

/**
 * Of several identifiers by which one person is in a set, one stands for all, so that everybody is there once. Which one has nothing to do with the order of
 * ids: else the first of them would stand for more people than the last, and a count of some would not say how many there are in all. `offset 0` and `min` keep
 * it a question for each person by the indexes: as a join, planned before anything is known of a set that has just been filled, it takes its square.
 */
const FIRST_OF_PERSON = `not i.alleged and ${half('i')} = (select min(${half('o')}) from identifiers o
  where o.workspace_id = $1 and o.profile_id = i.profile_id and not o.alleged
    and exists (select from set_members n where n.workspace_id = $1 and n.identifier_id = o.identifier_id and n.set_id = $2 offset 0))`

/** Of the first so many members of a set, in the order of ids (hashes: a random part of all), how many stand for somebody. */
export async function countPeople({ db, workspaceId }: Scope, setId: number, limit: number): Promise<number> {
  const { rows } = await db.query<{ people: number }>(
    `select count(*)::int as people
     from (select identifier_id from set_members where workspace_id = $1 and set_id = $2 order by identifier_id limit $3) m
       join identifiers i on i.workspace_id = $1 and i.identifier_id = m.identifier_id
       join listed_people l on l.workspace_id = $1 and l.profile_id = i.profile_id
     where ${FIRST_OF_PERSON}`,
    [workspaceId, setId, limit],
  )
  return rows[0]!.people
}

export type MemberRow = {
  identifierId: string
  profileId: string
  name: string | null
  headKind: string
  headValue: string
  lastSeen: Date
  kind: string
  value: string
  addedAt: Date
}

/** People who are in a set, each with the identifier that stands for them, by its id. */
export async function selectMembers(
  { db, workspaceId }: Scope,
  setId: number,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `select i.identifier_id as "identifierId", p.profile_id as "profileId", p.name, p.head_kind as "headKind", p.head_value as "headValue",
       p.last_seen as "lastSeen", i.kind, i.value, m.added_at as "addedAt"
     from (select m.identifier_id, m.added_at, i.kind, i.value, i.profile_id, i.alleged
         from set_members m join identifiers i using (workspace_id, identifier_id)
         where m.workspace_id = $1 and m.set_id = $2 and ($3::uuid is null or m.identifier_id > $3) order by m.identifier_id) m
       join people p on p.workspace_id = $1 and p.profile_id = m.profile_id, lateral (select m.*) i
     where ${FIRST_OF_PERSON} order by i.identifier_id limit $4`,
    [workspaceId, setId, after ?? null, limit],
  )
  return rows
}
