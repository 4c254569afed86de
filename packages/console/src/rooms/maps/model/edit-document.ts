import type { MapDocument, MapEdit } from '@percorso/contract'

/** What JSON can say. */
export type Json = NonNullable<MapEdit['value']> | null

type Node = Record<string, unknown>

/** What is at a place of a document; undefined: nothing. */
export function valueAt(document: MapDocument, path: readonly string[]): Json | undefined {
  let value: unknown = document
  for (const part of path) value = isNode(value) && Object.hasOwn(value, part) ? value[part] : undefined
  return value as Json | undefined
}

/** The document with these edits made, whatever they say was there before. What they do not touch stays the same object. */
export function applyEdits(document: MapDocument, edits: readonly MapEdit[]): MapDocument {
  return edits.reduce<unknown>((node, { path, value }) => withValue(node, path, value), document) as MapDocument
}

/** Whether every edit finds what it says was there, those before it made. */
export function fits(document: MapDocument, edits: readonly MapEdit[]): boolean {
  let current = document
  return edits.every((edit) => {
    const found = isEqual(valueAt(current, edit.path), edit.was)
    current = applyEdits(current, [edit])
    return found
  })
}

/** The edits that take these back. */
export function inverseOf(edits: readonly MapEdit[]): MapEdit[] {
  return edits.toReversed().map(({ path, was, value }) => ({
    path,
    ...(value !== undefined && { was: value }),
    ...(was !== undefined && { value: was }),
  }))
}

/** An edit of a place, which knows what is there now. Undefined takes it away. */
export function editOf(document: MapDocument, path: string[], value: unknown): MapEdit {
  const was = valueAt(document, path)
  return { path, ...(was !== undefined && { was }), ...(value !== undefined && { value: value as Json }) }
}

/** Whether two values say the same; the order of keys says nothing. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqual((one as Node)[key], (other as Node)[key]))
  )
}

function withValue(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (!isNode(node)) return node // somebody took away what it was in
  const inner = rest.length === 0 ? value : withValue(node[key], rest, value)
  if (inner !== undefined) return { ...node, [key]: inner }
  const { [key]: _gone, ...others } = node
  return others
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
