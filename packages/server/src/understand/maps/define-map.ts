import { mapLimits } from '@percorso/contract'
import type { MapDocument, MapHead, MapKind, MapTemplate, StoredMap } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { noSuchMap, shownMap, theMap } from './map-request.ts'
import type { Asking } from './map-request.ts'
import { deleteMap, insertMap, selectHeads } from './map-tables.ts'
import type { HeadRow } from './map-tables.ts'
import { soundDocument } from './sound-document.ts'
import { documentOf } from './templates/document-of.ts'
import type { Language } from './templates/template.ts'

type Begun = { name: string; kind: MapKind; template: MapTemplate; language: Language } | { document: MapDocument }

/** Begins a map: from a template, or with a document. */
export async function createMap({ request: { workspaceId, inWorkspace, by }, clock }: Asking, begun: Begun): Promise<StoredMap> {
  const document = soundDocument('document' in begun ? begun.document : documentOf(begun))
  const now = new Date(clock.now())
  return inWorkspace(async (db) => {
    const map = await insertMap({ db, workspaceId }, { document, now, by: by.name }, mapLimits.maps)
    if (!map)
      throw new PercorsoError('too_many_maps', `A workspace has at most ${mapLimits.maps} maps.`, { status: 409, hint: 'Delete some.' })
    const after = { name: document.name, kind: document.kind, ...('template' in begun && { template: begun.template }) }
    await record(db, { workspaceId, by }, { verb: 'map.create', kind: 'map', id: map.mapId, after })
    return shownMap(map)
  })
}

export async function readMap({ workspaceId, inWorkspace }: WorkspaceRequest, mapId: number): Promise<StoredMap> {
  return shownMap(await inWorkspace((db) => theMap({ db, workspaceId }, mapId)))
}

/** Deletes it with all that belongs to it. */
export async function removeMap({ workspaceId, inWorkspace, by }: WorkspaceRequest, mapId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const name = (await deleteMap({ db, workspaceId }, mapId)) ?? noSuchMap()
    await record(db, { workspaceId, by }, { verb: 'map.delete', kind: 'map', id: mapId, before: { name } })
  })
}

type Search = { search?: string | undefined; kind?: MapKind | undefined; cursor?: string | undefined; limit: number }

/** Maps, the ones changed last first. */
export async function listMaps({ workspaceId, inWorkspace }: WorkspaceRequest, { search, kind, cursor, limit }: Search) {
  const place = fromCursor<[string, number]>(cursor, ['string', 'number'])
  const after = place && { changedAt: place[0], mapId: place[1] }
  const rows = await inWorkspace((db) => selectHeads({ db, workspaceId }, { search, kind, after, limit: limit + 1 }))
  const { items, next } = toPage(rows, limit, ({ changedAt, mapId }) => [changedAt.toISOString(), mapId])
  return { items: items.map(shownHead), next }
}

function shownHead({ createdAt, changedAt, ...row }: HeadRow): MapHead {
  return { ...row, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() }
}
