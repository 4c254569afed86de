import { plain } from '../../record/profiles/index.ts'
import type { Scope } from '../following/index.ts'

/** In how many sets somebody is. */
export async function countSetsOf({ db, workspaceId }: Scope, ids: string[]): Promise<number> {
  const { rows } = await db.query<{ sets: number }>(
    'select count(distinct set_id)::int as sets from set_members where workspace_id = $1 and identifier_id = any($2::uuid[])',
    [workspaceId, plain(ids)],
  )
  return rows[0]!.sets
}

/** The sets that somebody is in, and by which of their identifiers. */
export async function selectSetsOf({ db, workspaceId }: Scope, ids: string[]): Promise<object[]> {
  const { rows } = await db.query<object>(
    `select s.name as set, s.description, m.identifier_id as "identifierId", m.added_at as "addedAt"
     from set_members m join uploaded_sets s using (workspace_id, set_id)
     where m.workspace_id = $1 and m.identifier_id = any($2::uuid[]) order by m.added_at, s.name`,
    [workspaceId, plain(ids)],
  )
  return rows
}

/** Takes somebody out of all sets. */
export async function deleteFromSets({ db, workspaceId }: Scope, ids: string[]): Promise<void> {
  await db.query(
    `with gone as (delete from set_members where workspace_id = $1 and identifier_id = any($2::uuid[]) returning set_id),
       less as (select set_id, count(*)::int as n from gone group by set_id)
     update uploaded_sets s set size = s.size - less.n from less where s.workspace_id = $1 and s.set_id = less.set_id`,
    [workspaceId, plain(ids)],
  )
}

/** Takes everybody out of all sets; the sets themselves stay. */
export async function emptySets({ db, workspaceId }: Scope): Promise<void> {
  await db.query('delete from set_members where workspace_id = $1', [workspaceId])
  await db.query('update uploaded_sets set size = 0 where workspace_id = $1', [workspaceId])
}
