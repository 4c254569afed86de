import { useCallback, useEffect, useState } from 'react'
import type { MapDocument } from '@percorso/contract'
import { CircleView } from './views/circle-view.tsx'
import { Conflicts } from './conflicts.tsx'
import { MapGrid } from './grid/map-grid.tsx'
import type { OpenMap } from './map-context.ts'
import classes from './maps.module.css'
import { readPlace } from './model/columns.ts'
import { PanelAside } from './panels/panel-aside.tsx'
import { OldVersion } from './panels/old-version.tsx'
import { TitleBar } from './title-bar.tsx'
import { Toolbar } from './toolbar.tsx'
import { useMapSearch } from './use-map-search.ts'
import { useUndoKeys } from './use-undo-keys.ts'

export type ShownVersion = { versionId: number; name: string; document: MapDocument }

/** An open map: what it is called and how it stands, the tools, the map itself, and a panel beside it. */
export function Editor({ mapId, map }: { mapId: number; map: OpenMap }) {
  const { search, show } = useMapSearch()
  const showDetails = useCallback(() => show('details'), [show])
  const { view = 'map', panel } = search
  const [version, setVersion] = useState<ShownVersion>()
  useUndoKeys()
  useStartAt(map, search.at)
  return (
    <div className={classes.editor} data-panel={panel}>
      <TitleBar mapId={mapId} />
      {version ? (
        <OldVersion version={version} onBack={() => setVersion(undefined)} />
      ) : (
        <>
          <Toolbar />
          <Conflicts />
        </>
      )}
      <div className={classes.work}>
        {!version && (view === 'circle' ? <CircleView onStep={(place) => (map.active.go(place, { focus: false }), show('details'))} /> : <MapGrid blueprint={view === 'blueprint'} showDetails={showDetails} />)}
        {panel && !version && <PanelAside panel={panel} mapId={mapId} onVersion={setVersion} />}
      </div>
    </div>
  )
} // prettier-ignore

/** A link may name a place: that is where it begins. */
function useStartAt({ active, store }: OpenMap, at: string | undefined): void {
  const [first] = useState(at)
  useEffect(() => {
    const place = first === undefined ? undefined : readPlace(first)
    if (!place) return
    const { document } = store
    const isThere = place.kind === 'cells' ? document.lanes[place.lane!] && document.steps[place.step!] : document[place.kind][place.id]
    if (isThere) active.go(first!)
  }, [active, store, first])
}
