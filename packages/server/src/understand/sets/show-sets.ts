import type { UploadedSet } from '@percorso/contract'
import { shareOf } from '@percorso/maths'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { indexUsers, selectDefined } from '../following/index.ts'
import type { Scope } from '../following/index.ts'
import { theSet } from './define-set.ts'
import { countPeople, selectMembers } from './member-tables.ts'
import { selectSets } from './set-tables.ts'
import type { SetRow } from './set-tables.ts'

/** Of a set with more members than this, people are counted in a random part of so many. */
const COUNTED_MAX = 20_000

/** All uploaded sets, by name. */
export async function listSets({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<UploadedSet[]> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const usersOf = indexUsers(await selectDefined(scope))
    const shown: UploadedSet[] = []
    for (const row of await selectSets(scope)) shown.push(await show(scope, row, usersOf))
    return shown
  })
}

/** One set. */
export async function readSet({ workspaceId, inWorkspace }: WorkspaceRequest, setId: number): Promise<UploadedSet> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    return show(scope, await theSet(scope, setId), indexUsers(await selectDefined(scope)))
  })
}

async function show(scope: Scope, row: SetRow, usersOf: ReturnType<typeof indexUsers>): Promise<UploadedSet> {
  return {
    ...row,
    people: peopleOf(row.size, await countPeople(scope, row.setId, COUNTED_MAX)),
    usedBy: usersOf({ kind: 'set', id: row.setId }),
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  }
}

function peopleOf(size: number, hits: number): UploadedSet['people'] {
  if (size <= COUNTED_MAX) return { count: hits, exact: true, low: hits, high: hits }
  const { low, high } = shareOf(hits, COUNTED_MAX)
  return {
    count: Math.round((hits / COUNTED_MAX) * size),
    exact: false,
    low: Math.floor(low * size),
    high: Math.ceil(high * size),
  }
}

/** Those in it who are known. */
export async function listMembers(
  { workspaceId, inWorkspace }: WorkspaceRequest,
  { setId, cursor, limit }: { setId: number; cursor?: string | undefined; limit: number },
) {
  const place = fromCursor<[string]>(cursor, ['string'])
  const rows = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theSet(scope, setId)
    return selectMembers(scope, setId, { after: place?.[0], limit: limit + 1 })
  })
  const { items, next } = toPage(rows, limit, ({ identifierId }) => [identifierId])
  return {
    items: items.map(({ profileId, name, headKind, headValue, lastSeen, kind, value, addedAt }) => ({
      profileId,
      name,
      head: { kind: headKind, value: headValue },
      lastSeen: lastSeen.toISOString(),
      by: { kind, value },
      addedAt: addedAt.toISOString(),
    })),
    next,
  }
}
