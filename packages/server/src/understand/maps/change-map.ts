import type { MapChange, MapDocument, MapNews, RefusedChange } from '@percorso/contract'
import { applyChange, faultOf, makeEdits } from './apply-change.ts'
import { insertChanges, selectAuthors, selectKnown } from './change-tables.ts'
import type { Author, ChangeRow } from './change-tables.ts'
import { theLockedMap, whoIs } from './map-request.ts'
import type { Asking } from './map-request.ts'
import { updateMap } from './map-tables.ts'
import type { MapRow, Scope } from './map-tables.ts'
import { selectPresent } from './presence-tables.ts'
import { newsSince } from './read-news.ts'

type Wish = { mapId: number; revision: number; changes: MapChange[] }
type Refused = Omit<RefusedChange, 'changedBy'>
type Known = Pick<MapRow, 'document' | 'revision'>
type Outcome = { document: MapDocument; made: ChangeRow[]; refused: Refused[] }

/**
 * Makes changes, each on its own: of those that cannot be made, the caller learns why. The map is locked meanwhile, so that what an edit was seen to replace
 * is what it replaces. A change that was made before is not made again.
 */
export async function changeMap(
  { request, clock }: Asking,
  { mapId, revision, changes }: Wish,
): Promise<MapNews & { made: string[]; refused: RefusedChange[] }> {
  const { workspaceId, inWorkspace, by } = request
  const seen = { mapId, now: clock.now(), userId: whoIs(request) }
  const now = new Date(seen.now)
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const map = await theLockedMap(scope, mapId)
    const known = await selectKnown(scope, mapId, changes)
    const stamp = { madeAt: now, madeBy: by.name }
    const outcome = makeChanges(map, changes.filter(({ changeId }) => !known.has(changeId)), stamp) // prettier-ignore
    const last = outcome.made.at(-1)
    if (last) await updateMap(scope, mapId, { document: outcome.document, revision: last.revision, now, by: by.name })
    await insertChanges(scope, mapId, outcome.made)
    const refused = await withAuthors(scope, mapId, outcome.refused)
    const made = [...known, ...outcome.made.map(({ changeId }) => changeId)]
    return { ...(await newsSince(scope, { mapId, revision })), present: await selectPresent(scope, seen), made, refused }
  })
}

type Stamp = Pick<ChangeRow, 'madeAt' | 'madeBy'>
type Apply = typeof applyChange

/** Judging a large map takes its time: it is judged once, and change by change only if something is wrong. */
function makeChanges(map: Known, changes: MapChange[], stamp: Stamp): Outcome {
  const together = makeAll(map, changes, { ...stamp, apply: makeEdits })
  if (together.made.length === 0 || faultOf(together.document) === undefined) return together
  return makeAll(map, changes, { ...stamp, apply: applyChange })
}

function makeAll(map: Known, changes: MapChange[], { apply, ...stamp }: Stamp & { apply: Apply }): Outcome {
  const outcome: Outcome = { document: map.document, made: [], refused: [] }
  const begun = new Set<string>()
  for (const { changeId, edits } of changes) {
    if (begun.has(changeId)) continue
    begun.add(changeId)
    const applied = apply(outcome.document, edits)
    if (!applied.made) outcome.refused.push({ changeId, ...applied.refusal })
    else {
      outcome.document = applied.document
      outcome.made.push({ revision: map.revision + outcome.made.length + 1, changeId, edits, ...stamp })
    }
  }
  return outcome
}

/** Says of each refused change who was last at the place that it is about. */
async function withAuthors(scope: Scope, mapId: number, refused: Refused[]): Promise<RefusedChange[]> {
  const authors = refused.some(({ reason }) => reason === 'changed') ? await selectAuthors(scope, mapId) : []
  return refused.map((one) => ({
    ...one,
    changedBy: one.edit === null || one.reason === 'unsound' ? null : authorOf(authors, one.edit.path),
  }))
}

function authorOf(authors: Author[], path: string[]): string | null {
  return authors.find(({ paths }) => paths.some((other) => overlap(path, other)))?.madeBy ?? null
}

/** Whether one place is in the other. */
function overlap(a: string[], b: string[]): boolean {
  return a.slice(0, b.length).every((key, place) => key === b[place])
}
