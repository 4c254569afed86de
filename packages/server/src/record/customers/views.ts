import { randomUUID } from 'node:crypto'
import type { savedView } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { record } from '../access/index.ts'
import type { WorkspaceRequest } from '../access/index.ts'
import { deleteView, selectView, selectViews, upsertView } from './view-tables.ts'
import type { ViewRow } from './view-tables.ts'
import type { Scope } from './tables.ts'

export type SavedView = z.infer<typeof savedView>
export type ViewInput = Pick<SavedView, 'name' | 'shared' | 'query'>

const VIEWS_MAX = 200

/** One's own views, and those that are shared. */
export async function listViews({ workspaceId, inWorkspace, by }: WorkspaceRequest): Promise<SavedView[]> {
  const rows = await inWorkspace((db) => selectViews({ db, workspaceId }, by.id))
  return rows.map((row) => toView(row, by.id))
}

export async function createView(request: WorkspaceRequest, input: ViewInput): Promise<SavedView> {
  const { by } = request
  if (input.shared) mustShare(request)
  return change(request, 'view.create', async (scope) => {
    const own = (await selectViews(scope, by.id)).filter(({ ownerId }) => ownerId === by.id)
    if (own.length >= VIEWS_MAX) throw new PercorsoError('too_many_views', `Nobody has more than ${VIEWS_MAX} views.`, { status: 422 })
    return upsertView(scope, { ...input, viewId: randomUUID(), ownerId: by.id, owner: by.name })
  })
}

export async function updateView(request: WorkspaceRequest, { viewId, ...input }: ViewInput & { viewId: string }): Promise<SavedView> {
  if (input.shared) mustShare(request)
  return change(request, 'view.update', async (scope) => upsertView(scope, { ...(await mineToChange(scope, request, viewId)), ...input }))
}

/** Deletes a view and answers what it was: creating that again undoes it. */
export async function removeView(request: WorkspaceRequest, viewId: string): Promise<SavedView> {
  return change(request, 'view.delete', async (scope) => {
    const view = await mineToChange(scope, request, viewId)
    await deleteView(scope, viewId)
    return view
  })
}

/** What is shared is a definition that others rely on: it goes into the audit log. A filter may name people, so the log does not have it. */
async function change(request: WorkspaceRequest, verb: string, work: (scope: Scope) => Promise<ViewRow>): Promise<SavedView> {
  const { workspaceId, inWorkspace, by } = request
  return inWorkspace(async (db) => {
    const view = await work({ db, workspaceId })
    if (view.shared) await record(db, request, { verb, kind: 'view', id: view.viewId, after: { name: view.name } })
    return toView(view, by.id)
  })
}

/** A view of one's own, or a shared one if one may share. To everybody else it is not there. */
async function mineToChange(scope: Scope, { by, permissions }: WorkspaceRequest, viewId: string): Promise<ViewRow> {
  const view = await selectView(scope, viewId)
  if (view && (view.ownerId === by.id || (view.shared && permissions.has('people.edit')))) return view
  throw new PercorsoError('no_such_view', 'There is no such view that you may change.', { status: 404 })
}

function mustShare({ permissions }: WorkspaceRequest): void {
  if (permissions.has('people.edit')) return
  throw new PercorsoError('not_permitted', 'Sharing a view needs the permission people.edit.', { status: 403 })
}

function toView({ ownerId, changedAt, ...view }: ViewRow, me: string): SavedView {
  return { ...view, mine: ownerId === me, changedAt: changedAt.toISOString() }
}
