import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { MapComment, MapDocument } from '@percorso/contract'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { Editor } from './editor.tsx'
import { OpenMapContext, openMap } from './map-context.ts'
import type { OpenMap } from './map-context.ts'

const COMMENTS_EVERY_MS = 10_000

/** `/maps/$mapId`: a map, to be read and edited, alone or with others. */
export function MapPage() {
  const { mapId } = useParams({ from: '/maps/$mapId' })
  // What was read once is kept in step by itself: read again only when the page is opened again.
  const { data, error, refetch } = useQuery({
    ...api.maps.get.queryOptions({ input: { mapId } }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  })
  const touchpoints = useTouchpointNames()
  const { me, may } = useMe()
  if (error && !data) return <NoSuch of="maps" error={error} retry={() => void refetch()} />
  if (!data || !touchpoints || !me) return <Loading height={480} />
  const { revision, document } = data
  return <Opened key={data.mapId} start={{ mapId: data.mapId, revision, document: document as MapDocument }} touchpoints={touchpoints} readOnly={!may('maps.manage')} />
} // prettier-ignore

type OpenedProps = {
  start: { mapId: number; revision: number; document: MapDocument }
  touchpoints: ReadonlyMap<number, string>
  readOnly: boolean
}

function Opened({ start, touchpoints, readOnly }: OpenedProps) {
  const [map] = useState(() => openMap(start, { mapId: start.mapId, readOnly, touchpoints }))
  const withNames = useMemo(() => ({ ...map, touchpoints }), [map, touchpoints])
  useMeasures(map, start.mapId)
  useComments(map, start.mapId)
  return (
    <OpenMapContext value={withNames}>
      <Editor mapId={start.mapId} map={map} />
    </OpenMapContext>
  )
}

/** Names of touchpoints by their ids; undefined until they are known. Who may not see the registry sees numbers. */
function useTouchpointNames(): ReadonlyMap<number, string> | undefined {
  const { may, me } = useMe()
  const mayRead = may('touchpoints.read')
  const { data, isError } = useQuery({ ...api.touchpoints.list.queryOptions(), enabled: mayRead, staleTime: Infinity })
  return useMemo(() => {
    if (me && (!mayRead || isError)) return new Map()
    return data && new Map(data.items.map(({ touchpointId, name }) => [touchpointId, name]))
  }, [me, mayRead, data, isError])
}

/** What facts say of the cells that are bound to them: asked again once another binding has arrived at the server. */
function useMeasures(map: OpenMap, mapId: number): void {
  const { data, refetch } = useQuery({ ...api.maps.measures.queryOptions({ input: { mapId } }), enabled: false })
  useEffect(() => {
    if (data) map.measures.replace(new Map(Object.entries(data.cells)))
  }, [map, data])
  useEffect(() => {
    let asked = ''
    const look = () => {
      const bound = boundOf(map)
      if (map.store.pending.length > 0 || bound === asked) return
      asked = bound
      if (bound !== '') void refetch()
    }
    look()
    return map.store.listen('pending', look)
  }, [map, refetch])
}

function boundOf({ store }: OpenMap): string {
  const bound = Object.entries(store.document.cells).filter(([, { binding }]) => binding !== null)
  return bound.length === 0 ? '' : JSON.stringify(bound.map(([key, { binding }]) => [key, binding]))
}

function useComments(map: OpenMap, mapId: number): void {
  const { data } = useQuery({ ...api.maps.comments.queryOptions({ input: { mapId } }), refetchInterval: COMMENTS_EVERY_MS })
  useEffect(() => {
    const places = new Map<string, MapComment[]>()
    for (const comment of data?.items ?? []) {
      if (comment.answers === null && comment.resolvedAt === null && comment.place !== '') places.set(comment.place, [...(places.get(comment.place) ?? []), comment])
    }
    map.comments.replace(places)
  }, [map, data])
} // prettier-ignore
