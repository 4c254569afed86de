import type { Scope } from '../following/index.ts'

/** A random part of the people of a segment; of those who are in none of `without`, if no segment is given. Ids are hashes, so their order is chance. */
export async function samplePeople(
  { db, workspaceId }: Scope,
  { segmentId, without, limit }: { segmentId: number | undefined; without: number; limit: number },
): Promise<string[]> {
  const { rows } =
    segmentId === undefined
      ? await db.query<{ profileId: string }>(
          `select profile_id as "profileId" from listed_people l where workspace_id = $1 and not exists (
             select from segment_members m where m.workspace_id = $1 and m.segment_id = $2 and m.profile_id = l.profile_id) order by profile_id limit $3`,
          [workspaceId, without, limit],
        )
      : await db.query<{ profileId: string }>(
          `select profile_id as "profileId" from segment_members where workspace_id = $1 and segment_id = $2 order by profile_id limit $3`,
          [workspaceId, segmentId, limit],
        )
  return rows.map(({ profileId }) => profileId)
}

/** How many of these people have which short value in which trait. */
export async function countTraits(
  { db, workspaceId }: Scope,
  profileIds: string[],
): Promise<{ key: string; value: unknown; people: number }[]> {
  const { rows } = await db.query<{ key: string; value: unknown; people: number }>(
    `select t.key, t.value, count(*)::int as people from identifiers i cross join lateral jsonb_each(coalesce(i.whole_traits, i.traits)) t
     where i.workspace_id = $1 and i.identifier_id = any($2::uuid[]) and jsonb_typeof(t.value) in ('string', 'number', 'boolean') and length(t.value::text) < 60
     group by 1, 2 having count(*) > 1 order by people desc limit 500`,
    [workspaceId, profileIds],
  )
  return rows
}
