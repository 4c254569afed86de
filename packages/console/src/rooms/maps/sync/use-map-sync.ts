import type { MapPresence } from '@percorso/contract'
import { useEffect, useState } from 'react'
import { api } from '../../../api/client.ts'
import { useOpenMap } from '../map-context.ts'
import { MapSync } from './map-sync.ts'
import type { SyncState } from './map-sync.ts'

const PAUSE_MS = 400
const NEWS_EVERY_MS = 2_000

/** Keeps the open map in step with the server for as long as it is on the page. Returns how that goes, and who else is there. */
export function useMapSync(): { state: SyncState; present: MapPresence[] } {
  const map = useOpenMap()
  const [state, setState] = useState<SyncState>('saved')
  const [present, setPresent] = useState<MapPresence[]>([])

  useEffect(() => {
    const { mapId, store, active, readOnly } = map
    if (mapId === undefined) return undefined
    const sync = new MapSync({
      store,
      server: {
        change: (revision, changes) => api.maps.change.call({ mapId, revision, changes }),
        news: (revision) => api.maps.news.call({ mapId, revision, place: active.place || null }),
        read: () => api.maps.get.call({ mapId }),
      },
      onState: setState,
      onPresent: (others) => {
        map.present.replace(byPlace(others))
        setPresent((before) => (JSON.stringify(before) === JSON.stringify(others) ? before : others))
      },
    })
    const work = (send: boolean) => void sync.work({ send: send && !readOnly })
    let pause: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      if (store.pending.length === 0) return
      setState('saving')
      clearTimeout(pause)
      pause = setTimeout(() => work(true), PAUSE_MS)
    }
    const stops = [store.listen('pending', later)]
    const news = setInterval(() => !document.hidden && work(true), NEWS_EVERY_MS)
    const warn = (event: BeforeUnloadEvent) => store.pending.length > 0 && event.preventDefault()
    globalThis.addEventListener('beforeunload', warn)
    work(false)
    return () => {
      clearTimeout(pause)
      clearInterval(news)
      globalThis.removeEventListener('beforeunload', warn)
      for (const stop of stops) stop()
      work(true) // whoever leaves the page has not finished saving
    }
  }, [map])
  return { state, present }
}

function byPlace(present: readonly MapPresence[]): Map<string, MapPresence[]> {
  const places = new Map<string, MapPresence[]>()
  for (const other of present) if (other.place !== null) places.set(other.place, [...(places.get(other.place) ?? []), other])
  return places
}
