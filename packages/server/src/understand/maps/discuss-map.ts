import type { MapComment } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { deleteComment, insertComment, selectComment, selectComments, updateResolved } from './comment-tables.ts'
import type { CommentRow } from './comment-tables.ts'
import { mustBeThere, whoIs } from './map-request.ts'
import type { Asking } from './map-request.ts'
import type { Scope } from './map-tables.ts'

type ById = { mapId: number; commentId: number }

/** Comments of a map, the earliest first. */
export async function listComments(request: WorkspaceRequest, mapId: number): Promise<MapComment[]> {
  const { workspaceId, inWorkspace } = request
  const rows = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await mustBeThere(scope, mapId)
    return selectComments(scope, mapId)
  })
  return rows.map((row) => shownComment(request, row))
}

type Said = { mapId: number; place: string; text: string; answers?: number | undefined }

/** Says something about a place of a map, or answers a comment; an answer is about what its comment is about. */
export async function sayComment({ request, clock }: Asking, { mapId, place, text, answers }: Said): Promise<MapComment> {
  const { workspaceId, inWorkspace, by } = request
  const row = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await mustBeThere(scope, mapId)
    const about = answers === undefined ? place : (await theQuestion(scope, { mapId, commentId: answers })).place
    return insertComment(scope, { mapId, answers, place: about, text, author: whoIs(request), now: new Date(clock.now()), by: by.name })
  })
  return shownComment(request, row)
}

/** Says that a comment is dealt with, or that it is not. */
export async function resolveComment(
  { request, clock }: Asking,
  { resolved, ...wanted }: ById & { resolved: boolean },
): Promise<MapComment> {
  const { workspaceId, inWorkspace, by } = request
  const done = resolved ? { now: new Date(clock.now()), by: by.name } : undefined
  return shownComment(request, (await inWorkspace((db) => updateResolved({ db, workspaceId }, wanted, done))) ?? noSuchComment())
}

/** Deletes a comment of one's own, with what answers it. */
export async function withdrawComment(request: WorkspaceRequest, wanted: ById): Promise<void> {
  const { workspaceId, inWorkspace } = request
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { author } = (await selectComment(scope, wanted)) ?? noSuchComment()
    if (author !== whoIs(request)) throw new PercorsoError('not_yours', 'This comment is somebody else’s.', { status: 403, hint: 'Say that it is dealt with instead.' }) // prettier-ignore
    await deleteComment(scope, wanted)
  })
}

/** Answers are not answered: a conversation is one comment and what was said to it. */
async function theQuestion(scope: Scope, wanted: ById): Promise<CommentRow> {
  const comment = (await selectComment(scope, wanted)) ?? noSuchComment()
  if (comment.answers === null) return comment
  throw new PercorsoError('is_an_answer', 'This is an answer itself.', { status: 409, hint: 'Answer the comment that it answers.' })
}

function noSuchComment(): never {
  throw new PercorsoError('no_such_comment', 'There is no such comment on this map.', { status: 404 })
}

function shownComment(request: WorkspaceRequest, { author, createdAt, resolvedAt, ...row }: CommentRow): MapComment {
  return {
    ...row,
    mine: author === whoIs(request),
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  }
}
