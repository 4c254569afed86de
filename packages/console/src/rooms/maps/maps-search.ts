import { mapKinds } from '@percorso/contract/map-words'
import type { MapKind } from '@percorso/contract'
import { oneOf, textIn } from '../../api/read-search.ts'

export const mapViews = ['map', 'blueprint', 'circle'] as const
export type MapView = (typeof mapViews)[number]
export const panels = ['details', 'persona', 'question', 'comments', 'versions'] as const
export type PanelName = (typeof panels)[number]

export type MapsSearch = { search?: string | undefined; kind?: MapKind | undefined }
/** `at`: the cell, step, stage or lane that is looked at first. */
export type MapSearch = { view?: MapView | undefined; panel?: PanelName | undefined; at?: string | undefined }

export function readMapsSearch(search: Record<string, unknown>): MapsSearch {
  return { search: textIn(search['search']), kind: oneOf(mapKinds, search['kind']) }
}

export function readMapSearch(search: Record<string, unknown>): MapSearch {
  return { view: oneOf(mapViews, search['view']), panel: oneOf(panels, search['panel']), at: textIn(search['at']) }
}
