import type { MapDocument, MapEdit } from '@percorso/contract'
import { applyEdits, editOf, isEqual, valueAt } from './edit-document.ts'
import { remove, setCell } from './map-actions.ts'
import type { Kind } from './map-actions.ts'

/** What somebody did, done once more to the document as it is now. What has nowhere to go any more is left out. */
export function again(document: MapDocument, edits: readonly MapEdit[]): MapEdit[] {
  let current = document
  return edits.flatMap((edit) => {
    const made = oneAgain(current, edit)
    current = applyEdits(current, made)
    return made
  })
}

function oneAgain(document: MapDocument, { path, value }: MapEdit): MapEdit[] {
  const [part = '', id = '', name] = path
  if (part === 'cells') return cellAgain(document, { path, value })
  if (id !== '' && name === undefined && value === undefined)
    return valueAt(document, path) === undefined ? [] : remove(document, part as Kind, id)
  if (valueAt(document, path.slice(0, -1)) === undefined) return []
  const edit = editOf(document, path, value)
  return isEqual(edit.was, value) ? [] : [edit]
}

function cellAgain(document: MapDocument, { path: [, key = '', name], value }: MapEdit): MapEdit[] {
  const [lane = '', step = ''] = key.split(':')
  if (!document.lanes[lane] || !document.steps[step]) return []
  if (name !== undefined) return setCell(document, key, { [name]: value })
  const edit = editOf(document, ['cells', key], value)
  return isEqual(edit.was, value) ? [] : [edit]
}
