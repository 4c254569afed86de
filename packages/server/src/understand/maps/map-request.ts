import type { StoredMap } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { Clock } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { lockMap, selectMap, selectRevision } from './map-tables.ts'
import type { MapRow, Scope } from './map-tables.ts'

/** Who asks, and what time it is. */
export type Asking = { request: WorkspaceRequest; clock: Clock }

/** Whose something is: a person's, or a token's. */
export function whoIs({ by: { kind, id } }: Pick<WorkspaceRequest, 'by'>): string {
  return kind === 'user' ? id : `${kind} ${id}`
}

export async function theMap(scope: Scope, mapId: number): Promise<MapRow> {
  return (await selectMap(scope, mapId)) ?? noSuchMap()
}

export async function theLockedMap(scope: Scope, mapId: number): Promise<MapRow> {
  return (await lockMap(scope, mapId)) ?? noSuchMap()
}

/** Throws `no_such_map` where there is none. */
export async function mustBeThere(scope: Scope, mapId: number): Promise<void> {
  if ((await selectRevision(scope, mapId)) === undefined) noSuchMap()
}

export function noSuchMap(): never {
  throw new PercorsoError('no_such_map', 'There is no such map.', { status: 404, hint: 'Somebody may have deleted it.' })
}

export function shownMap({ createdAt, changedAt, ...row }: MapRow): StoredMap {
  return { ...row, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() }
}
