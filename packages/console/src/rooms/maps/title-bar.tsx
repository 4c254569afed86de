import { ActionIcon, Button, Title, VisuallyHidden } from '@mantine/core'
import { mapKinds } from '@percorso/contract/map-words'
import type { MapPresence } from '@percorso/contract'
import { IconAlertTriangle, IconArrowLeft, IconArrowsDiff, IconCheck, IconEye, IconLoader } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { Choice } from '../segments/builder/fields.tsx'
import { ExportMenu } from './export-menu.tsx'
import { KeptText } from './panels/kept-text.tsx'
import { hueOf, initialsOf } from './grid/initials.ts'
import { usePlaceWords } from './grid/place-words.ts'
import { useDocument, useOpenMap } from './map-context.ts'
import classes from './maps.module.css'
import { changed } from './model/map-actions.ts'
import { ShareButton } from './share-dialog.tsx'
import type { SyncState } from './sync/map-sync.ts'
import { useMapSync } from './sync/use-map-sync.ts'

/** What the map is called and of what kind it is, whether it is saved, who else is there, and what can be done with the whole of it. */
export function TitleBar({ mapId }: { mapId: number }) {
  const t = useTranslations('maps')
  const { readOnly } = useOpenMap()
  const name = useDocument('name', (document) => document.name)
  const kind = useDocument('kind', (document) => document.kind)
  return (
    <header className={classes.bar}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('title')}
        title={t('title')}
        renderRoot={(props) => <Link to="/maps" {...props} />}
      >
        <IconArrowLeft size={18} aria-hidden />
      </ActionIcon>
      <title>{`${name} · Percorso`}</title>
      <Heading />
      <Standing />
      <div className={classes.push}>
        {kind === 'desired' && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowsDiff size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/gaps/$mapId" params={{ mapId: String(mapId) }} {...props} />}
          >
            {t('gap')}
          </Button>
        )}
        {!readOnly && <ShareButton mapId={mapId} />}
        <ExportMenu mapId={mapId} />
      </div>
    </header>
  )
}

function Heading() {
  const t = useTranslations('maps')
  const { store, readOnly } = useOpenMap()
  const name = useDocument('name', (document) => document.name)
  const kind = useDocument('kind', (document) => document.kind)
  const set = (part: object) => store.act(changed(store.document, [], part))
  if (readOnly) {
    return (
      <>
        <Title order={1} size="h3">
          <bdi>{name}</bdi>
        </Title>
        <span>{t(`kinds.${kind}`)}</span>
      </>
    )
  }
  return (
    <>
      <VisuallyHidden>
        <h1>{name}</h1>
      </VisuallyHidden>
      <KeptText
        className={classes.title}
        variant="unstyled"
        label={t('name')}
        value={name}
        max={200}
        needed
        onText={(text) => set({ name: text })}
      />
      <Choice
        label={t('fields.kind')}
        value={kind}
        options={mapKinds}
        name={(each) => t(`kinds.${each}`)}
        onValue={(next) => set({ kind: next })}
      />
    </>
  )
}

const icons = { saved: IconCheck, saving: IconLoader, unsent: IconAlertTriangle, refused: IconAlertTriangle }

/** It changes with every save, so it is drawn by itself. */
const Standing = memo(function Standing() {
  const { state, present } = useMapSync()
  return (
    <>
      <Status state={state} />
      <Present present={present} />
    </>
  )
})

function Status({ state }: { state: SyncState }) {
  const t = useTranslations('maps.status')
  const { readOnly } = useOpenMap()
  const Icon = readOnly ? IconEye : icons[state]
  return (
    <output className={classes.status} data-state={readOnly ? 'read' : state}>
      <Icon size={14} aria-hidden /> {t(readOnly ? 'readOnly' : state)}
    </output>
  )
}

function Present({ present }: { present: MapPresence[] }) {
  const t = useTranslations('maps')
  const { store } = useOpenMap()
  const words = usePlaceWords()
  if (present.length === 0) return null
  const said = ({ name, place }: MapPresence) =>
    place === null ? t('presentSomewhere', { name }) : t('presentAt', { name, place: words.placeName(store.document, place) })
  return (
    <ul className={classes.people} aria-label={t('present')}>
      {present.map((each) => (
        <li key={each.userId} className={classes.who} data-hue={hueOf(each.userId)} title={said(each)}>
          <span aria-hidden>{initialsOf(each.name)}</span>
          <VisuallyHidden>{said(each)}</VisuallyHidden>
        </li>
      ))}
    </ul>
  )
}
