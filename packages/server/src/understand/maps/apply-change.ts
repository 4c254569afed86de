import type { MapDocument, MapEdit, RefusedChange } from '@percorso/contract'
import { judgeDocument } from './sound-document.ts'

type Json = Exclude<MapEdit['value'], undefined>
type Place = { [key: string]: Json }
type Refusal = Pick<RefusedChange, 'reason' | 'edit' | 'current' | 'message'>
export type Applied = { made: true; document: MapDocument } | { made: false; refusal: Refusal }

/** Keys that mean something to JavaScript and nothing in a map. */
const NO_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * The document with all of these edits made, one after the other; or why not one of them is. Pure: the document given stays as it is. What undoes a change
 * is its edits from the last to the first, with `was` and `value` exchanged.
 */
export function applyChange(document: MapDocument, edits: readonly MapEdit[]): Applied {
  const applied = makeEdits(document, edits)
  const message = applied.made ? faultOf(applied.document) : undefined
  return message === undefined ? applied : { made: false, refusal: { reason: 'unsound', edit: null, message } }
}

/** The same, but whether what comes of it holds together is still to be judged. */
export function makeEdits(document: MapDocument, edits: readonly MapEdit[]): Applied {
  let changed = document as unknown as Place
  for (const edit of edits) {
    const after = applyEdit(changed, edit)
    if ('reason' in after) return { made: false, refusal: { ...after, edit } }
    changed = after.document
  }
  return { made: true, document: changed as unknown as MapDocument }
}

/** Why a changed document does not hold together. It must say all itself: what would be filled in, its editors would not hear of. */
export function faultOf(document: MapDocument): string | undefined {
  const judged = judgeDocument(document)
  if (!judged.sound) return judged.message
  return isSame(judged.document as unknown as Json, document as unknown as Json) ? undefined : 'Something in it is not written out.'
}

type Edited = { document: Place } | Omit<Refusal, 'edit'>

function applyEdit(document: Place, { path, was, value }: MapEdit): Edited {
  if (path.some((key) => NO_KEYS.has(key))) return { reason: 'unsound', message: 'There is no such place in a map.' }
  const copy = { ...document }
  let inside = copy
  for (const key of path.slice(0, -1)) {
    const next = ownOf(inside, key)
    if (!isPlace(next)) return { reason: 'changed', message: `There is no ${key} any more.` }
    inside = inside[key] = { ...next }
  }
  const key = path.at(-1)!
  const current = ownOf(inside, key)
  if (!isSame(current, was)) return { reason: 'changed', message: 'Somebody else changed it.', ...(current !== undefined && { current }) }
  if (value === undefined) delete inside[key]
  else inside[key] = value
  return { document: copy }
}

function ownOf(place: Place, key: string): Json | undefined {
  return Object.hasOwn(place, key) ? place[key] : undefined
}

function isPlace(value: Json | undefined): value is Place {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two values of JSON are the same, in whatever order their keys are. */
function isSame(a: MapEdit['value'], b: MapEdit['value']): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [inA, inB] = [a as Place, b as Place]
  const keys = Object.keys(inA)
  return keys.length === Object.keys(inB).length && keys.every((key) => Object.hasOwn(inB, key) && isSame(inA[key], inB[key]))
}
