import type { Identifier } from '../profiles/index.ts'
import type { Scope } from './tables.ts'
import { selectAllViews, updateView } from './view-tables.ts'

const ERASED = '(erased)'

/** Saved views that look for somebody who is erased look for nobody from now on: what named them is taken out of their search, filters and name. */
export async function forgetInViews(scope: Scope, identifiers: Pick<Identifier, 'kind' | 'value'>[]): Promise<void> {
  const clean = (text: string) => identifiers.reduce(without, text)
  for (const { viewId, name, query } of await selectAllViews(scope)) {
    const kept = JSON.stringify(query)
    const left = JSON.stringify(query, (_, value: unknown) => (typeof value === 'string' ? clean(value) : value))
    if (left !== kept || clean(name) !== name) await updateView(scope, { viewId, name: clean(name), query: left })
  }
}

/** A user id may be a word like any other: only a text that is nothing else names somebody by it. An address or a number is one wherever it stands. */
function without(text: string, { kind, value }: Pick<Identifier, 'kind' | 'value'>): string {
  if (text.trim().toLowerCase() === value.toLowerCase()) return ERASED
  if (kind !== 'email' && kind !== 'phone') return text
  const literally = value.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
  return text.replaceAll(new RegExp(literally, 'giu'), ERASED)
}
