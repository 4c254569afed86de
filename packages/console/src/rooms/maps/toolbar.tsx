import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core'
import { laneKinds } from '@percorso/contract/map-words'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconHistory,
  IconKeyboard,
  IconLayoutSidebarRight,
  IconMessages,
  IconPlus,
  IconRoute2,
  IconUser,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { KeyList } from './key-list.tsx'
import { useOpenMap } from './map-context.ts'
import classes from './maps.module.css'
import { mapViews } from './maps-search.ts'
import type { MapView, PanelName } from './maps-search.ts'
import { useDeeds } from './use-deeds.ts'
import { useMapSearch } from './use-map-search.ts'

/** How the map is looked at, what is done to it most, and the panels. */
export function Toolbar() {
  const t = useTranslations('maps')
  const { readOnly } = useOpenMap()
  const { search, onSearch } = useMapSearch()
  const [keys, setKeys] = useState(false)
  const view = search.view ?? 'map'
  return (
    <div className={classes.bar}>
      <SegmentedControl
        size="xs"
        aria-label={t('view')}
        value={view}
        onChange={(next) => onSearch({ view: next === 'map' ? undefined : (next as MapView) })}
        data={mapViews.map((value) => ({ value, label: t(`views.${value}`) }))}
      />
      {!readOnly && view !== 'circle' && <EditTools />}
      <div className={classes.push}>
        <PanelButton panel="details" icon={IconLayoutSidebarRight} />
        <PanelButton panel="persona" icon={IconUser} />
        <PanelButton panel="question" icon={IconRoute2} />
        <PanelButton panel="comments" icon={IconMessages} />
        <PanelButton panel="versions" icon={IconHistory} />
        <ActionIcon variant="subtle" color="gray" aria-label={t('tools.keys')} title={t('tools.keys')} onClick={() => setKeys(true)}>
          <IconKeyboard size={17} aria-hidden />
        </ActionIcon>
      </div>
      {keys && <KeyList onClose={() => setKeys(false)} />}
    </div>
  )
} // prettier-ignore

function EditTools() {
  const t = useTranslations('maps.tools')
  const deeds = useDeeds()
  return (
    <>
      <UndoButtons />
      <AddButton label={t('addStage')} onClick={deeds.addStage} />
      <AddButton label={t('addStep')} onClick={deeds.addStep} />
      <AddLane />
    </>
  )
}

function UndoButtons() {
  const t = useTranslations('maps.tools')
  const { store } = useOpenMap()
  const deeds = useDeeds()
  const listen = (listener: () => void) => store.listen('history', listener)
  const canUndo = useSyncExternalStore(listen, () => store.canUndo)
  const canRedo = useSyncExternalStore(listen, () => store.canRedo)
  return (
    <ActionIcon.Group>
      <ActionIcon variant="default" aria-label={t('undo')} title={`${t('undo')} (Ctrl+Z)`} disabled={!canUndo} onClick={deeds.undo}>
        <IconArrowBackUp size={17} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="default" aria-label={t('redo')} title={`${t('redo')} (Ctrl+Shift+Z)`} disabled={!canRedo} onClick={deeds.redo}>
        <IconArrowForwardUp size={17} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  )
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  )
}

function AddLane() {
  const t = useTranslations('maps')
  const deeds = useDeeds()
  return (
    <Menu withinPortal={false} position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
          {t('tools.addLane')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {laneKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => deeds.addLane(kind)}>
            {t(`lanes.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PanelButton({ panel, icon: Icon }: { panel: PanelName; icon: Icon }) {
  const t = useTranslations('maps.panel')
  const { search, show } = useMapSearch()
  const isOpen = search.panel === panel
  return (
    <Button
      size="compact-xs"
      variant={isOpen ? 'light' : 'subtle'}
      color={isOpen ? 'indigo' : 'gray'}
      aria-pressed={isOpen}
      leftSection={<Icon size={15} aria-hidden />}
      onClick={() => show(isOpen ? undefined : panel)}
    >
      <span className={classes.word}>{t(panel)}</span>
    </Button>
  )
}
