import type { Db } from '../../stores/index.ts'

type NewWorkspace = { workspaceId: number; organisation: string; timeZone: string }

/** A workspace in the organisation and the time zone of another; system role. */
export async function insertWorkspace(db: Db, besideId: number, name: string): Promise<NewWorkspace> {
  const { rows } = await db.query<NewWorkspace>(
    `insert into workspaces (name, organisation_id, time_zone) select $2, organisation_id, time_zone from workspaces where workspace_id = $1
     returning workspace_id as "workspaceId", time_zone as "timeZone", (select name from organisations o where o.organisation_id = workspaces.organisation_id) as organisation`,
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

/** Sets the time zone and returns the one before; undefined if PostgreSQL does not know it. What is followed stays in the old one until it is filled anew. */
export async function updateTimeZone(db: Db, workspaceId: number, timeZone: string): Promise<string | undefined> {
  const { rows } = await db.query<{ before: string }>(
    `with before as (select time_zone from workspaces where workspace_id = $1 for update)
     update workspaces w set time_zone = $2, rules_time_zone = nullif(coalesce(rules_time_zone, w.time_zone), $2) from before
     where w.workspace_id = $1 and exists (select 1 from pg_timezone_names where name = $2) returning before.time_zone as before`,
    [workspaceId, timeZone],
  )
  return rows[0]?.before
}
