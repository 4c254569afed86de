import type { ReadScope } from './profile-tables.ts'
import { plain } from './tables.ts'

// Traits that are computed from what people did, by whoever follows that. Everybody else reads them as they read other traits, which they go before.

/** What is computed of a person. */
export type ComputedRow = { profileId: string; traits: Record<string, unknown> }

/** What is computed of these people. */
export async function selectComputed({ db, workspaceId }: ReadScope, profileIds: string[]): Promise<ComputedRow[]> {
  const { rows } = await db.query<ComputedRow>(
    'select profile_id as "profileId", traits from computed_traits where workspace_id = $1 and profile_id = any($2::uuid[])',
    [workspaceId, plain(profileIds)],
  )
  return rows
}

/** Writes it down; of whom there is nothing any more, nothing stays. */
export async function saveComputed({ db, workspaceId }: ReadScope, rows: ComputedRow[]): Promise<void> {
  if (rows.length === 0) return
  const isEmpty = ({ traits }: ComputedRow) => Object.keys(traits).length === 0
  const sorted = rows.toSorted((a, b) => (a.profileId < b.profileId ? -1 : 1))
  const some = sorted.filter((row) => !isEmpty(row))
  if (some.length > 0) {
    await db.query(
      `insert into computed_traits (workspace_id, profile_id, traits) select $1, * from unnest($2::uuid[], $3::jsonb[])
       on conflict (workspace_id, profile_id) do update set traits = excluded.traits`,
      [workspaceId, plain(some.map(({ profileId }) => profileId)), some.map(({ traits }) => JSON.stringify(traits))],
    )
  }
  const none = sorted.filter(isEmpty)
  if (none.length === 0) return
  await db.query('delete from computed_traits where workspace_id = $1 and profile_id = any($2::uuid[])', [
    workspaceId,
    plain(none.map(({ profileId }) => profileId)),
  ])
}

/** Which traits are computed from now on; what others came to is forgotten. */
export async function setComputedKeys({ db, workspaceId }: ReadScope, keys: string[]): Promise<void> {
  const { rows } = await db.query<{ gone: string[] }>(
    `update workspaces w set computed_keys = $2 from workspaces before where w.workspace_id = $1 and before.workspace_id = $1
     returning array(select unnest(before.computed_keys) except select unnest($2::text[])) as gone`,
    [workspaceId, keys],
  )
  const { gone } = rows[0]!
  if (gone.length === 0) return
  await db.query('update computed_traits set traits = traits - $2::text[] where workspace_id = $1 and traits ?| $2', [workspaceId, gone])
  await db.query(`delete from computed_traits where workspace_id = $1 and traits = '{}'`, [workspaceId])
}
