import type { Db } from '../../stores/index.ts'

export type Scope = { db: Db; workspaceId: number }

/** The first of the two numbers of the advisory lock under which a workspace's source for what is done by hand is made. */
const MAKING_SOURCE = 10

/** Until the transaction ends, nobody else in the workspace makes that source. */
export async function lockSourceByHand({ db, workspaceId }: Scope): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1, $2)', [MAKING_SOURCE, workspaceId])
}

export type NoteRow = {
  noteId: string
  identifierId: string
  body: string
  author: string
  createdAt: Date
  editedBy: string | null
  editedAt: Date | null
}

const noteColumns = `note_id as "noteId", identifier_id as "identifierId", body, author, created_at as "createdAt", edited_by as "editedBy", edited_at as "editedAt"`

/** Notes on any of these identifiers, latest first. */
export async function selectNotes(
  { db, workspaceId }: Scope,
  { identifierIds, before, limit }: { identifierIds: string[]; before: [number, string] | undefined; limit: number },
): Promise<NoteRow[]> {
  const { rows } = await db.query<NoteRow>(
    `select ${noteColumns} from notes where workspace_id = $1 and identifier_id = any($2::uuid[]) and deleted_at is null
       and ($3::bigint is null or (created_at, note_id) < (from_ms($3::bigint), $4::uuid))
     order by created_at desc, note_id desc limit $5`,
    [workspaceId, identifierIds, before?.[0] ?? null, before?.[1] ?? null, limit],
  )
  return rows
}

export type NewNote = { noteId: string; identifierId: string; body: string; authorId: string; author: string }

export async function insertNote({ db, workspaceId }: Scope, { noteId, identifierId, body, authorId, author }: NewNote): Promise<NoteRow> {
  const { rows } = await db.query<NoteRow>(
    `insert into notes (workspace_id, note_id, identifier_id, body, author_id, author) values ($1, $2, $3, $4, $5, $6) returning ${noteColumns}`,
    [workspaceId, noteId, identifierId, body, authorId, author],
  )
  return rows[0]!
}

export async function updateNote(
  { db, workspaceId }: Scope,
  { noteId, body, by }: { noteId: string; body: string; by: string },
): Promise<NoteRow | undefined> {
  const { rows } = await db.query<NoteRow>(
    `update notes set body = $3, edited_by = $4, edited_at = date_trunc('milliseconds', now())
     where workspace_id = $1 and note_id = $2 and deleted_at is null returning ${noteColumns}`,
    [workspaceId, noteId, body, by],
  )
  return rows[0]
}

/** Deletes a note, or takes that back. Undefined if there is none in the other state. */
export async function markNote({ db, workspaceId }: Scope, noteId: string, deleted: boolean): Promise<NoteRow | undefined> {
  const { rows } = await db.query<NoteRow>(
    `update notes set deleted_at = case when $3 then now() end
     where workspace_id = $1 and note_id = $2 and (deleted_at is null) = $3 returning ${noteColumns}`,
    [workspaceId, noteId, deleted],
  )
  return rows[0]
}

/** Does away with notes of any workspace that were deleted so long ago. Returns how many. */
export async function dropNotes(db: Db, days: number): Promise<number> {
  const { rowCount } = await db.query('delete from notes where deleted_at < now() - make_interval(days => $1)', [days])
  return rowCount ?? 0
}

export type PinRow = { identifierId: string; messageId: string; pinnedBy: string; pinnedAt: Date }

export async function selectPins({ db, workspaceId }: Scope, identifierIds: string[], limit: number): Promise<PinRow[]> {
  const { rows } = await db.query<PinRow>(
    `select identifier_id as "identifierId", message_id as "messageId", pinned_by as "pinnedBy", pinned_at as "pinnedAt"
     from pins where workspace_id = $1 and identifier_id = any($2::uuid[]) order by pinned_at desc, message_id limit $3`,
    [workspaceId, identifierIds, limit],
  )
  return rows
}

export async function insertPin(
  { db, workspaceId }: Scope,
  { identifierId, messageId, by }: { identifierId: string; messageId: string; by: string },
): Promise<void> {
  await db.query('insert into pins (workspace_id, identifier_id, message_id, pinned_by) values ($1, $2, $3, $4) on conflict do nothing', [
    workspaceId,
    identifierId,
    messageId,
    by,
  ])
}

export async function deletePin({ db, workspaceId }: Scope, identifierIds: string[], messageId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from pins where workspace_id = $1 and identifier_id = any($2::uuid[]) and message_id = $3', [
    workspaceId,
    identifierIds,
    messageId,
  ])
  return rowCount !== 0
}

/** What is kept on identifiers: for the privacy desk. */
export async function countOn({ db, workspaceId }: Scope, identifierIds: string[]): Promise<{ notes: number; pins: number }> {
  const { rows } = await db.query<{ notes: number; pins: number }>(
    `select (select count(*) from notes where workspace_id = $1 and identifier_id = any($2::uuid[])) as notes,
       (select count(*) from pins where workspace_id = $1 and identifier_id = any($2::uuid[])) as pins`,
    [workspaceId, identifierIds],
  )
  return rows[0]!
}

export async function deleteOn({ db, workspaceId }: Scope, identifierIds: string[]): Promise<void> {
  await db.query('delete from notes where workspace_id = $1 and identifier_id = any($2::uuid[])', [workspaceId, identifierIds])
  await db.query('delete from pins where workspace_id = $1 and identifier_id = any($2::uuid[])', [workspaceId, identifierIds])
}

export async function deleteEverything({ db, workspaceId }: Scope): Promise<void> {
  await db.query('delete from notes where workspace_id = $1', [workspaceId])
  await db.query('delete from pins where workspace_id = $1', [workspaceId])
}
