import type { Because } from '@percorso/contract'
import { plain } from '../../record/profiles/index.ts'
import type { Db } from '../../stores/index.ts'
import type { Scope } from './ruleset-tables.ts'

/** Has the people of these identifiers judged anew before long. Who waits already keeps the reason. */
export async function insertWaiting({ db, workspaceId }: Scope, { ids, because }: { ids: string[]; because: Because }): Promise<void> {
  await db.query(
    'insert into people_to_judge (workspace_id, identifier_id, because) select $1, id, $3 from unnest($2::uuid[]) as id on conflict do nothing',
    [workspaceId, plain(ids), JSON.stringify(because)],
  )
}

/** A workspace where somebody waits. */
export async function workspaceWaiting(db: Db): Promise<number | undefined> {
  const { rows } = await db.query<{ workspaceId: number }>('select workspace_id as "workspaceId" from people_to_judge limit 1')
  return rows[0]?.workspaceId
}

/** Takes some of those who wait; they are back if the transaction fails. */
export async function takeWaiting({ db, workspaceId }: Scope, limit: number): Promise<{ id: string; because: Because }[]> {
  const { rows } = await db.query<{ id: string; because: Because }>(
    `delete from people_to_judge where workspace_id = $1 and identifier_id = any(array(
       select identifier_id from people_to_judge where workspace_id = $1 order by identifier_id limit $2))
     returning identifier_id as id, because`,
    [workspaceId, limit],
  )
  return rows
}
