import { PercorsoError } from '../../ground/index.ts'

/** Where a page ended, as text that says nothing to its reader: the sort key of its last row. */
export function toCursor(key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** The sort key in a cursor, or undefined without one. `shape` is an example of the key: a cursor of another list is refused. */
export function fromCursor<Key extends (string | number)[]>(
  cursor: string | undefined,
  shape: readonly ('string' | 'number')[],
): Key | undefined {
  if (cursor === undefined || cursor === '') return undefined
  const key = parse(Buffer.from(cursor, 'base64url').toString())
  if (Array.isArray(key) && key.length === shape.length && key.every((part, index) => typeof part === shape[index])) return key as Key
  throw new PercorsoError('bad_cursor', 'This cursor is not of this list.', {
    status: 400,
    hint: 'Pass the `next` of the previous page as it came.',
  })
}

/** A page of rows of which one more than `limit` was read, to know whether there is a next one. */
export function toPage<Row>(rows: Row[], limit: number, keyOf: (row: Row) => (string | number)[]): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? toCursor(keyOf(last)) : null }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
