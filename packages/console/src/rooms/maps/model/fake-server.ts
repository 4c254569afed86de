import type { MadeChange, MapChange, MapDocument, RefusedChange } from '@percorso/contract'
import { applyEdits, fits, isEqual, valueAt } from './edit-document.ts'
import type { News } from './map-store.ts'

/** What the API does with changes, without storing them: for tests of what talks to it. */
export function fakeServer(start: MapDocument) {
  let document = start
  const made: MadeChange[] = []
  const since = (revision: number): News => ({ revision: made.length, changes: made.slice(revision) })

  function change(by: string, revision: number, changes: readonly MapChange[]): News {
    const refused: RefusedChange[] = []
    for (const { changeId, edits } of changes) {
      if (made.some((each) => each.changeId === changeId)) continue
      if (fits(document, edits)) {
        document = applyEdits(document, edits)
        made.push({ changeId, edits, revision: made.length + 1, madeAt: '2026-01-01T00:00:00.000Z', madeBy: by })
      } else {
        const edit = edits.find(({ path, was }) => !isEqual(valueAt(document, path), was))!
        const current = valueAt(document, edit.path)
        refused.push({ changeId, reason: 'changed', edit, changedBy: 'somebody', message: '', ...(current !== undefined && { current }) })
      }
    }
    const sent = new Set(changes.map(({ changeId }) => changeId))
    return { ...since(revision), made: made.map(({ changeId }) => changeId).filter((id) => sent.has(id)), refused }
  }

  return { change, since, made, document: () => document }
}
