import type { Scope } from './map-tables.ts'

export type TraitRow = { trait: string; value: string; people: number }

/** Which short values these people have in common most, at most so many. What only one of them has says nothing about them, but who that is. */
export async function selectCommonTraits({ db, workspaceId }: Scope, profileIds: string[], limit: number): Promise<TraitRow[]> {
  const { rows } = await db.query<TraitRow>(
    `select t.key as trait, t.value #>> '{}' as value, count(*)::int as people
     from people p cross join lateral jsonb_each(p.traits) t
     where p.workspace_id = $1 and p.profile_id = any($2::uuid[]) and jsonb_typeof(t.value) in ('string', 'number', 'boolean') and length(t.value::text) < 60
     group by 1, 2 having count(*) > 1 order by people desc, 1, 2 limit $3`,
    [workspaceId, profileIds, limit],
  )
  return rows
}
