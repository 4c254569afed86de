import type { Db } from '../../stores/index.ts'
import type { Moves } from './people-facts.ts'

export type ReadScope = { db: Db; workspaceId: number }

/** What the warehouse may not have been told yet of who belongs to whom, the latest word on each identifier. */
export async function selectLateMoves({ db, workspaceId }: ReadScope): Promise<Moves> {
  const { rows } = await db.query<Moves>(
    'select identifier_ids as "identifierIds", profile_ids as "profileIds" from profile_moves where workspace_id = $1 order by move_id',
    [workspaceId],
  )
  const latest = new Map(
    rows.flatMap(({ identifierIds, profileIds }) => identifierIds.map((id, place) => [id, profileIds[place]!] as const)),
  )
  return { identifierIds: [...latest.keys()], profileIds: [...latest.values()] }
}

/** Everybody there is; or those of these ids who are there. */
export async function selectEverybody({ db, workspaceId }: ReadScope, ids?: string[]): Promise<string[]> {
  const { rows } = await db.query<{ ids: string[] }>(
    `select coalesce(array_agg(profile_id::text), '{}') as ids from profiles where workspace_id = $1 ${ids ? 'and profile_id = any($2::uuid[])' : ''}`,
    ids ? [workspaceId, ids] : [workspaceId],
  )
  return rows[0]!.ids
}

/** The identifiers that found these people's facts. */
export async function selectFounders({ db, workspaceId }: ReadScope, ids: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select identifier_id as id from identifiers where workspace_id = $1 and profile_id = any($2::uuid[])',
    [workspaceId, ids],
  )
  return rows.map(({ id }) => id)
}

/** How many people there are. */
export async function countEverybody({ db, workspaceId }: ReadScope): Promise<number> {
  const { rows } = await db.query<{ people: number }>('select count(*) as people from listed_people where workspace_id = $1', [workspaceId])
  return rows[0]!.people
}

/** The people who were seen last. */
export async function selectLatest({ db, workspaceId }: ReadScope, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select profile_id as id from listed_people where workspace_id = $1 order by last_seen desc, profile_id desc limit $2',
    [workspaceId, limit],
  )
  return rows.map(({ id }) => id)
}

export type ShownRow = { profileId: string; name: string | null; kind: string; value: string; lastSeen: Date }

/** Those of these people who were seen last, as they are shown. */
export async function showLatest({ db, workspaceId }: ReadScope, ids: string[], limit: number): Promise<ShownRow[]> {
  const { rows } = await db.query<ShownRow>(
    `select profile_id as "profileId", name, head_kind as kind, head_value as value, last_seen as "lastSeen"
     from people where workspace_id = $1 and profile_id = any($2::uuid[]) order by last_seen desc, profile_id limit $3`,
    [workspaceId, ids, limit],
  )
  return rows
}
