import { randomUUID } from 'node:crypto'
import type { note } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { record } from '../access/index.ts'
import type { WorkspaceRequest } from '../access/index.ts'
import { fromCursor, identifierIdsOf, readProfile, toPage } from '../profiles/index.ts'
import { dropNotes, insertNote, markNote, selectNotes, updateNote } from './tables.ts'
import type { NoteRow, Scope } from './tables.ts'

export type Note = z.infer<typeof note>
export type NotesInput = { profileId: string; cursor?: string | undefined; limit: number }

const KEPT_DAYS = 30

/** Notes about a person, on whichever of their identifiers, latest first. */
export async function listNotes(scope: Scope, { profileId, cursor, limit }: NotesInput): Promise<{ items: Note[]; next: string | null }> {
  const before = fromCursor<[number, string]>(cursor, ['number', 'string'])
  const rows = await selectNotes(scope, { identifierIds: await identifierIdsOf(scope, profileId), before, limit: limit + 1 })
  const { items, next } = toPage(rows, limit, ({ createdAt, noteId }) => [createdAt.getTime(), noteId])
  return { items: items.map(toNote), next }
}

/** Writes a note, on the identifier that heads the person today: should a merge be undone, it stays with that one. */
export async function createNote(request: WorkspaceRequest, { profileId, body }: { profileId: string; body: string }): Promise<Note> {
  return noted(request, 'note.create', async (scope) => {
    const { profileId: identifierId } = await readProfile(scope, profileId)
    return insertNote(scope, { noteId: randomUUID(), identifierId, body, authorId: request.by.id, author: request.by.name })
  })
}

export async function editNote(request: WorkspaceRequest, { noteId, body }: { noteId: string; body: string }): Promise<Note> {
  return noted(request, 'note.edit', (scope) => updateNote(scope, { noteId, body, by: request.by.name }))
}

export async function deleteNote(request: WorkspaceRequest, noteId: string): Promise<Note> {
  return noted(request, 'note.delete', (scope) => markNote(scope, noteId, true))
}

export async function restoreNote(request: WorkspaceRequest, noteId: string): Promise<Note> {
  return noted(request, 'note.restore', (scope) => markNote(scope, noteId, false))
}

/** Does away with what was deleted long ago. */
export async function purgeNotes({ system }: Pick<Postgres, 'system'>): Promise<number> {
  return dropNotes(system, KEPT_DAYS)
}

/** A change of a note, with an entry in the audit log that says whose, not what. */
async function noted(request: WorkspaceRequest, verb: string, work: (scope: Scope) => Promise<NoteRow | undefined>): Promise<Note> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const row = await work({ db, workspaceId })
    if (!row) throw new PercorsoError('no_such_note', 'There is no such note.', { status: 404 })
    await record(db, request, { verb, kind: 'note', id: row.noteId })
    return toNote(row)
  })
}

function toNote({ noteId, body, author, createdAt, editedBy, editedAt }: NoteRow): Note {
  return { noteId, body, author, createdAt: createdAt.toISOString(), editedBy, editedAt: editedAt?.toISOString() ?? null }
}
