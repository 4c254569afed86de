import type { Owner } from './tables.ts'
import { plain } from './tables.ts'

/**
 * Renews the rows by which lists find and sort people: of those of these identifiers who head a profile and have lived; of the others they go.
 * A name is only folded anew where it has changed: that is the dearest part.
 */
export async function renewListed({ db, workspaceId }: Owner, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await db.query(
    `with gone as (
       delete from listed_people l using unnest($2::uuid[]) as d (id)
       where l.workspace_id = $1 and l.profile_id = d.id and not exists (
         select from profiles p where p.workspace_id = $1 and p.profile_id = l.profile_id)),
     named as (
       select p.profile_id as id, p.head_value as value, name_of(p.traits) as name, p.facts, p.first_seen, p.last_seen
       from unnest($2::uuid[]) as d (id) join profiles p on p.workspace_id = $1 and p.profile_id = d.id)
     insert into listed_people as l (workspace_id, profile_id, name, sort_name, facts, first_seen, last_seen)
     select $1, n.id, n.name, case when k.profile_id is not null and k.name is not distinct from n.name then k.sort_name
       else left(fold_text(coalesce(n.name, n.value)), 200) end, n.facts, n.first_seen, n.last_seen
     from named n left join listed_people k on k.workspace_id = $1 and k.profile_id = n.id order by n.id
     on conflict (workspace_id, profile_id) do update set name = excluded.name, sort_name = excluded.sort_name, facts = excluded.facts,
       first_seen = excluded.first_seen, last_seen = excluded.last_seen`,
    [workspaceId, plain([...new Set(ids)].sort())],
  )
}
