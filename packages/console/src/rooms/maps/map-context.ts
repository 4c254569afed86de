import type { MapComment, MapDocument, MapMeasure, MapPresence } from '@percorso/contract'
import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import { Active } from './model/active.ts'
import { layoutOf } from './model/columns.ts'
import type { Layout } from './model/columns.ts'
import { Keyed } from './model/keyed.ts'
import { MapStore } from './model/map-store.ts'

/** What the parts of an open map share. None of it is state of React: each part listens to what it shows. */
export type OpenMap = {
  mapId: number | undefined
  store: MapStore
  active: Active
  readOnly: boolean
  /** By cell. */
  measures: Keyed<MapMeasure>
  /** Others, by the place that they are at. */
  present: Keyed<MapPresence[]>
  /** Open comments by place. */
  comments: Keyed<MapComment[]>
  /** Feelings that are being dragged, by cell, where they are meanwhile. */
  dragged: Keyed<number>
  /** Names by id. */
  touchpoints: ReadonlyMap<number, string>
}

export const OpenMapContext = createContext<OpenMap | undefined>(undefined)

export function openMap(
  start: { revision: number; document: MapDocument },
  rest: Pick<OpenMap, 'mapId' | 'readOnly' | 'touchpoints'>,
): OpenMap {
  return {
    ...rest,
    store: new MapStore(start),
    active: new Active(),
    measures: new Keyed(),
    present: new Keyed(),
    comments: new Keyed(),
    dragged: new Keyed(),
  }
}

export function useOpenMap(): OpenMap {
  const map = use(OpenMapContext)
  if (!map) throw new Error('useOpenMap needs an open map around it')
  return map
}

/** A part of the document, heard of only when it changes: `useDocument('name', ({ name }) => name)`. It must be the same object while it is the same. */
export function useDocument<Part>(key: string, read: (document: MapDocument) => Part): Part {
  const { store } = useOpenMap()
  const listen = useCallback((listener: () => void) => store.listen(key, listener), [store, key])
  return useSyncExternalStore(listen, () => read(store.document))
}

export const useCell = (key: string) => useDocument(`cells/${key}`, ({ cells }) => cells[key])
export const useStep = (id: string) => useDocument(`steps/${id}`, ({ steps }) => steps[id])
export const useStage = (id: string) => useDocument(`stages/${id}`, ({ stages }) => stages[id])
export const useLane = (id: string) => useDocument(`lanes/${id}`, ({ lanes }) => lanes[id])

/** Columns and lanes in their order. */
export function useMapLayout(): Layout {
  const { store } = useOpenMap()
  const listen = useCallback(
    (listener: () => void) => {
      const stops = ['stages', 'steps', 'lanes'].map((key) => store.listen(key, listener))
      return () => stops.forEach((stop) => stop())
    },
    [store],
  )
  return useSyncExternalStore(listen, () => layoutOf(store.document))
}
