import type { Db } from '../../stores/index.ts'

/** A workspace in the organisation of another; system role. */
export async function insertWorkspace(db: Db, besideId: number, name: string): Promise<{ workspaceId: number; organisation: string }> {
  const { rows } = await db.query<{ workspaceId: number; organisation: string }>(
    `insert into workspaces (name, organisation_id) select $2, organisation_id from workspaces where workspace_id = $1
     returning workspace_id as "workspaceId", (select name from organisations o where o.organisation_id = workspaces.organisation_id) as organisation`,
    [besideId, name],
  )
  return rows[0]!
}

/** Renames and returns the name before. */
export async function updateWorkspaceName(db: Db, workspaceId: number, name: string): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    `with before as (select workspace_id, name from workspaces where workspace_id = $1 for update)
     update workspaces w set name = $2 from before where w.workspace_id = before.workspace_id returning before.name`,
    [workspaceId, name],
  )
  return rows[0]!.name
}

/** Row-level security shows the app role the organisation of its workspace, and no other. */
export async function updateOrganisationName(db: Db, name: string): Promise<{ id: number; before: string }> {
  const { rows } = await db.query<{ id: number; before: string }>(
    `with before as (select organisation_id, name from organisations)
     update organisations o set name = $1 from before where o.organisation_id = before.organisation_id
     returning o.organisation_id as id, before.name as before`,
    [name],
  )
  return rows[0]!
}
