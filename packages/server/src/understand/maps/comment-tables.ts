import type { MapComment } from '@percorso/contract'
import type { Scope } from './map-tables.ts'

export type CommentRow = Omit<MapComment, 'createdAt' | 'resolvedAt' | 'mine'> & {
  createdAt: Date
  resolvedAt: Date | null
  author: string
}

const SHOWN = `comment_id as "commentId", answers, place, text, author, created_at as "createdAt", created_by as "createdBy", resolved_at as "resolvedAt",
  resolved_by as "resolvedBy"`

export type NewComment = {
  mapId: number
  answers: number | undefined
  place: string
  text: string
  author: string
  now: Date
  by: string
}

export async function insertComment({ db, workspaceId }: Scope, comment: NewComment): Promise<CommentRow> {
  const { mapId, answers, place, text, author, now, by } = comment
  const { rows } = await db.query<CommentRow>(
    `insert into map_comments (workspace_id, map_id, answers, place, text, author, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
     returning ${SHOWN}`,
    [workspaceId, mapId, answers ?? null, place, text, author, now, by],
  )
  return rows[0]!
}

/** The earliest first. */
export async function selectComments({ db, workspaceId }: Scope, mapId: number): Promise<CommentRow[]> {
  const { rows } = await db.query<CommentRow>(
    `select ${SHOWN} from map_comments where workspace_id = $1 and map_id = $2 order by comment_id`,
    [workspaceId, mapId],
  )
  return rows
}

type ById = { mapId: number; commentId: number }

export async function selectComment({ db, workspaceId }: Scope, { mapId, commentId }: ById): Promise<CommentRow | undefined> {
  const { rows } = await db.query<CommentRow>(
    `select ${SHOWN} from map_comments where workspace_id = $1 and map_id = $2 and comment_id = $3`,
    [workspaceId, mapId, commentId],
  )
  return rows[0]
}

/** Says that a comment is dealt with, and by whom; or, without anybody, that it is not. */
export async function updateResolved(
  { db, workspaceId }: Scope,
  { mapId, commentId }: ById,
  resolved: { now: Date; by: string } | undefined,
): Promise<CommentRow | undefined> {
  const { rows } = await db.query<CommentRow>(
    `update map_comments set resolved_at = $4, resolved_by = $5 where workspace_id = $1 and map_id = $2 and comment_id = $3 returning ${SHOWN}`,
    [workspaceId, mapId, commentId, resolved?.now ?? null, resolved?.by ?? null],
  )
  return rows[0]
}

/** Deletes it with what answers it. */
export async function deleteComment({ db, workspaceId }: Scope, { mapId, commentId }: ById): Promise<void> {
  await db.query('delete from map_comments where workspace_id = $1 and map_id = $2 and comment_id = $3', [workspaceId, mapId, commentId])
}
