import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useOpenMap } from './map-context.ts'
import type { MapSearch, PanelName } from './maps-search.ts'

/** What of the open map the address says, and how to change it. */
export function useMapSearch() {
  const search: MapSearch = useSearch({ from: '/maps/$mapId' })
  const navigate = useNavigate({ from: '/maps/$mapId' })
  const { active } = useOpenMap()
  const onSearch = useCallback(
    (part: MapSearch) => void navigate({ search: (before: MapSearch) => ({ ...before, ...part }), replace: true }),
    [navigate],
  )
  /** Opens a panel, which the address then names with the place that it is about; undefined closes it. */
  const show = useCallback(
    (panel: PanelName | undefined) => onSearch({ panel, at: panel === undefined ? undefined : active.place || undefined }),
    [onSearch, active],
  )
  return { search, onSearch, show }
}
