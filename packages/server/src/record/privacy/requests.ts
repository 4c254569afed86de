import type { PrivacyKind, PrivacyRequest, PrivacyStatus } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { Db, Stores } from '../../stores/index.ts'
import { record } from '../access/index.ts'
import { erasureKey, markOf } from '../collect/index.ts'
import { fromCursor, holdProfile, toPage } from '../profiles/index.ts'
import type { Subject, WorkspaceRequest } from '../profiles/index.ts'
import { insertRequest, orderErasure, selectOrdered, selectRequest, selectRequests, updateRequest } from './tables.ts'
import type { RequestChange, RequestRow } from './tables.ts'

export type NewWish = {
  kind: PrivacyKind
  profileId?: string | undefined
  note: string
  receivedAt?: string | undefined
  dueAt?: string | undefined
}

/** Notes what somebody asks of us, with the day by which it has to be answered: a month later, unless another is named. */
export async function noteRequest({ workspaceId, inWorkspace, ...context }: WorkspaceRequest, wish: NewWish): Promise<PrivacyRequest> {
  return inWorkspace(async (db) => {
    const profileId = wish.profileId === undefined ? null : (await subjectOf(db, workspaceId, wish.profileId)).profileId
    const { kind, note, receivedAt = null, dueAt = null } = wish
    const row = await insertRequest({ db, workspaceId }, { kind, profileId, note, receivedAt, dueAt, handledBy: context.actor })
    await record(
      db,
      { workspaceId, by: context.by },
      { verb: 'privacy_request.create', kind: 'privacy_request', id: row.requestId, after: { kind, dueAt: row.dueAt } },
    )
    return shownRequest(row)
  })
}

/** Closes, refuses, reopens or hands on. What is being erased cannot be taken back. */
export async function changeRequest(
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  requestId: number,
  change: RequestChange,
): Promise<PrivacyRequest> {
  return inWorkspace(async (db) => {
    const before = (await selectRequest({ db, workspaceId }, requestId)) ?? unknownRequest()
    if (before.erasure !== null && change.status !== undefined && change.status !== 'done') {
      throw new PercorsoError('erasure_under_way', 'This person is being erased: that cannot be taken back.', { status: 409 })
    }
    const row = (await updateRequest({ db, workspaceId }, requestId, change)) ?? unknownRequest()
    const told = ({ status, handledBy, dueAt }: RequestRow) => ({ status, handledBy, dueAt }) // the note may name somebody
    await record(
      db,
      { workspaceId, by },
      { verb: 'privacy_request.change', kind: 'privacy_request', id: requestId, before: told(before), after: told(row) },
    )
    return shownRequest(row)
  })
}

export async function listRequests(
  { workspaceId, inWorkspace }: WorkspaceRequest,
  { status, cursor, limit }: { status?: PrivacyStatus | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: PrivacyRequest[]; next: string | null }> {
  const after = fromCursor<[number, number]>(cursor, ['number', 'number'])
  const rows = await inWorkspace((db) => selectRequests({ db, workspaceId }, { status, after, limit: limit + 1 }))
  const page = toPage(rows, limit, ({ place, requestId }) => [place, requestId])
  return { items: page.items.map(shownRequest), next: page.next }
}

type Order = { profileId: string; requestId?: number | undefined }

/** Orders the erasure of a person, once; housekeeping carries it out, within a second or so. The log of changes keeps a mark, not an id. */
export async function orderPerson(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, inWorkspace, actor, by }: WorkspaceRequest,
  order: Order,
): Promise<PrivacyRequest> {
  const key = await erasureKey(postgres.system)
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { profileId } = await subjectOf(db, workspaceId, order.profileId)
    const ordered = await selectOrdered(scope, profileId)
    if (ordered) return shownRequest(ordered)
    const requestId =
      order.requestId ??
      (await insertRequest(scope, { kind: 'erasure', profileId, note: '', receivedAt: null, dueAt: null, handledBy: actor })).requestId
    mustFit(await selectRequest(scope, requestId), profileId)
    const mark = markOf(key, profileId).toString('hex')
    await record(db, { workspaceId, by }, { verb: 'person.erase', kind: 'person', id: mark, after: { requestId } })
    return shownRequest(await orderErasure(scope, requestId, { profileId, by }))
  })
}

function mustFit(request: RequestRow | undefined, profileId: string): void {
  if (!request) unknownRequest()
  if (request.kind === 'erasure' && request.status === 'open' && [null, profileId].includes(request.profileId)) return
  throw new PercorsoError('request_of_other', 'This request is not an open one for the erasure of this person.', { status: 409 })
}

/** A person by the id of any of their identifiers. */
export async function subjectOf(db: Db, workspaceId: number, id: string): Promise<Subject & { profileId: string }> {
  const found = await holdProfile({ db, workspaceId }, id.toLowerCase())
  if (found) return { workspaceId, ...found }
  throw new PercorsoError('no_such_person', 'Nobody in this workspace has this identifier.', { status: 404 })
}

function unknownRequest(): never {
  throw new PercorsoError('request_not_found', 'There is no such request.', { status: 404 })
}

function shownRequest(row: RequestRow): PrivacyRequest {
  const { requestId, kind, status, profileId, note, handledBy, erasure, removed } = row
  const [receivedAt, dueAt] = [row.receivedAt.toISOString(), row.dueAt.toISOString()]
  const [closedAt, erasedAt, cleanedAt] = [row.closedAt, row.erasedAt, row.cleanedAt].map((at) => at?.toISOString() ?? null) as [
    string | null,
    string | null,
    string | null,
  ]
  return {
    requestId,
    kind,
    status,
    profileId,
    mark: row.mark?.toString('hex') ?? null,
    note,
    handledBy,
    receivedAt,
    dueAt,
    closedAt,
    erasure,
    removed,
    erasedAt,
    cleanedAt,
  }
}
