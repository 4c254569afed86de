import type { GapKey } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { api } from '../../api/client.ts'
import { markerIn } from '../moments/marker.ts'
import { USUAL_DAYS } from './gaps-search.ts'
import type { GapsSearch } from './gaps-search.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The period ends with the hour, so that what was asked a minute ago is not asked again. */
export function usePeriod(days: number) {
  const [hour] = useState(() => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS)
  return useMemo(() => ({ from: new Date(hour - days * DAY_MS).toISOString(), to: new Date(hour).toISOString() }), [hour, days])
}

const MAPS = 50

/** The maps of wished journeys: those that gaps are looked at by. */
export const desiredMaps = api.maps.list.queryOptions({ input: { kind: 'desired', limit: MAPS } })

/** What the address asks, and how to ask something else. */
export function useGaps() {
  const { mapId } = useParams({ from: '/gaps/$mapId' })
  const search: GapsSearch = useSearch({ from: '/gaps/$mapId' })
  const navigate = useNavigate({ from: '/gaps/$mapId' })
  const { days = USUAL_DAYS, segment } = search
  const period = usePeriod(days)
  const asked = { mapId, ...period, ...(segment !== undefined && { segmentId: segment }) }
  const onSearch = (part: GapsSearch) => void navigate({ search: (before: GapsSearch) => ({ ...before, ...part }), replace: true })
  /** Opens the people behind a gap; Back closes them. */
  const onGap = (gap: GapKey) => void navigate({ search: (before: GapsSearch) => ({ ...before, gap }) })
  return { mapId: Number(mapId), asked, search, onSearch, onGap }
}

/** What is asked of a map, and its answer. */
export function useGapsAnswer() {
  const { asked, search } = useGaps()
  const outcome = markerIn(search.outcome)
  return useQuery({
    ...api.gaps.show.queryOptions({ input: { ...asked, ...(outcome && { outcome }) } }),
    placeholderData: keepPreviousData,
  })
}
