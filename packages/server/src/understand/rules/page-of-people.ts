import { toPage } from '../../record/profiles/index.ts'
import type { ReadScope } from './people-tables.ts'
import { showLatest } from './people-tables.ts'

/**
 * A page of people by their ids, of which there is one more than `limit` if there is another page. Who was erased since is not shown: a page may be
 * shorter than asked for.
 */
export async function pageOfPeople(scope: ReadScope, ids: string[], limit: number) {
  const { items, next } = toPage(ids, limit, (id) => [id])
  const rows = await showLatest(scope, items, limit)
  const shown = new Map(
    rows.map(({ kind, value, lastSeen, ...row }) => [row.profileId, { ...row, head: { kind, value }, lastSeen: lastSeen.toISOString() }]),
  )
  return { items: items.flatMap((id) => shown.get(id) ?? []), next }
}
