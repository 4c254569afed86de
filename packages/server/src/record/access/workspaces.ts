import { inTransaction } from '../../stores/transactions.ts'
import { PercorsoError } from '../../ground/index.ts'
import { personOf } from './account.ts'
import { insertMember } from './member-tables.ts'
import { moveToTimeZone } from './move-to-time-zone.ts'
import { record } from './record.ts'
import type { AccessDeps } from './sign-in.ts'
import { insertWorkspace, updateOrganisationName, updateWorkspaceName } from './workspace-tables.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

const DONE = { done: true as const }

/** A new workspace beside this one. Whoever makes it is its first admin; nobody else sees it before they are invited. */
export async function createWorkspace({ postgres, sessions }: AccessDeps, context: WorkspaceRequest, { name }: { name: string }) {
  const { userId } = personOf(context)
  const { by, workspaceId: besideId } = context
  const made = await inTransaction(postgres.system, async (db) => {
    const workspace = await insertWorkspace(db, besideId, name)
    const { workspaceId } = workspace
    await insertMember(db, workspaceId, { userId, role: 'admin' })
    await record(db, { workspaceId, by }, { verb: 'workspace.create', kind: 'workspace', id: workspaceId, after: { name } })
    return workspace
  })
  sessions.forget()
  return { ...made, name, role: 'admin' as const }
}

export async function renameWorkspace(context: WorkspaceRequest, { name }: { name: string }) {
  const { workspaceId: id } = context
  await context.inWorkspace(async (db) => {
    const before = { name: await updateWorkspaceName(db, id, name) }
    await record(db, context, { verb: 'workspace.rename', kind: 'workspace', id, before, after: { name } })
  })
  return DONE
}

export async function setTimeZone(context: WorkspaceRequest, { timeZone }: { timeZone: string }) {
  if (!(await moveToTimeZone(context, timeZone))) {
    throw new PercorsoError('no_such_time_zone', 'The database does not know this time zone.', {
      status: 422,
      hint: 'Take the name of a larger city of the same zone.',
    })
  }
  return DONE
}

export async function renameOrganisation(context: WorkspaceRequest, { name }: { name: string }) {
  await context.inWorkspace(async (db) => {
    const { id, before } = await updateOrganisationName(db, name)
    await record(db, context, { verb: 'organisation.rename', kind: 'organisation', id, before: { name: before }, after: { name } })
  })
  return DONE
}
