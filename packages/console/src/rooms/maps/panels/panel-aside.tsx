import { CloseButton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { ShownVersion } from '../editor.tsx'
import { usePlaceWords } from '../grid/place-words.ts'
import { useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'
import type { PanelName } from '../maps-search.ts'
import { useActivePlace } from '../model/active.ts'
import { readPlace } from '../model/columns.ts'
import { useMapSearch } from '../use-map-search.ts'
import { CellPanel } from './cell-panel.tsx'
import { CommentsPanel } from './comments-panel.tsx'
import { LanePanel } from './lane-panel.tsx'
import { PersonaPanel } from './persona-panel.tsx'
import { QuestionPanel } from './question-panel.tsx'
import { StagePanel } from './stage-panel.tsx'
import { StepPanel } from './step-panel.tsx'
import { VersionsPanel } from './versions-panel.tsx'

type PanelAsideProps = { panel: PanelName; mapId: number; onVersion: (version: ShownVersion) => void }

/** What is said beside the map: of the place where the keyboard is, or of the map as a whole. */
export function PanelAside({ panel, mapId, onVersion }: PanelAsideProps) {
  const t = useTranslations('maps.panel')
  const ui = useTranslations('ui')
  const { active, store } = useOpenMap()
  const { show } = useMapSearch()
  const place = useActivePlace(active)
  const words = usePlaceWords()
  const close = () => {
    show(undefined)
    active.go(active.place)
  }
  return (
    <aside ref={useEscape(close)} className={classes.panel} aria-label={t(panel)}>
      <div className={classes.panelHead}>
        <h2>{panel === 'details' && place !== '' ? <bdi>{words.placeName(store.document, place)}</bdi> : t(panel)}</h2>
        <CloseButton size="sm" aria-label={ui('close')} onClick={close} />
      </div>
      {panel === 'details' && <Details key={place} place={place} mapId={mapId} />}
      {panel === 'persona' && <PersonaPanel />}
      {panel === 'question' && <QuestionPanel />}
      {panel === 'comments' && <CommentsPanel mapId={mapId} />}
      {panel === 'versions' && <VersionsPanel mapId={mapId} onVersion={onVersion} />}
    </aside>
  )
}

function Details({ place, mapId }: { place: string; mapId: number }) {
  const t = useTranslations('maps.panel')
  const read = readPlace(place)
  if (!read) return <p className={classes.hint}>{t('nothing')}</p>
  return (
    <>
      {read.kind === 'cells' && <CellPanel lane={read.lane!} step={read.step!} />}
      {read.kind === 'steps' && <StepPanel id={read.id} />}
      {read.kind === 'stages' && <StagePanel id={read.id} />}
      {read.kind === 'lanes' && <LanePanel id={read.id} />}
      <CommentsPanel mapId={mapId} place={place} />
    </>
  )
}

/** Escape leaves the panel for the map. */
function useEscape(leave: () => void) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = box.current
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  })
  return box
}
