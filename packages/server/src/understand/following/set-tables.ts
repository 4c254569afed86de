import { plain } from '../../record/profiles/index.ts'
import type { Scope } from './ruleset-tables.ts'

/** The uploaded sets that there are. */
export async function selectSetIds({ db, workspaceId }: Scope): Promise<number[]> {
  const { rows } = await db.query<{ setId: number }>('select set_id as "setId" from uploaded_sets where workspace_id = $1', [workspaceId])
  return rows.map(({ setId }) => setId)
}

/** In which of these sets identifiers are. One that only an alias names is in none: it counts for nothing until a fact uses it. */
export async function selectSetsOf(
  { db, workspaceId }: Scope,
  { identifierIds, setIds }: { identifierIds: string[]; setIds: number[] },
): Promise<{ identifierId: string; setId: number }[]> {
  const { rows } = await db.query<{ identifierId: string; setId: number }>(
    `select m.identifier_id as "identifierId", m.set_id as "setId" from set_members m join identifiers i using (workspace_id, identifier_id)
     where m.workspace_id = $1 and m.identifier_id = any($2::uuid[]) and m.set_id = any($3::int[]) and not i.alleged`,
    [workspaceId, plain(identifierIds), plain(setIds)],
  )
  return rows
}

/** The people of whom an identifier is in a set. */
export async function selectPeopleInSet({ db, workspaceId }: Scope, setId: number): Promise<string[]> {
  const { rows } = await db.query<{ ids: string[] }>(
    `select coalesce(array_agg(distinct i.profile_id::text), '{}') as ids from set_members m join identifiers i using (workspace_id, identifier_id)
     where m.workspace_id = $1 and m.set_id = $2 and not i.alleged`,
    [workspaceId, setId],
  )
  return rows[0]!.ids
}
