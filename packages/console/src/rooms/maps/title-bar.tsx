import { Button, Title, VisuallyHidden } from '@mantine/core'
import { mapKinds } from '@percorso/contract/map-words'
import type { MapPresence } from '@percorso/contract'
import { IconAlertTriangle, IconArrowsDiff, IconCheck, IconEye, IconLoader } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
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

type TitleBarProps = { mapId: number; sync: { state: SyncState; present: MapPresence[] } }

/** What the map is called and of what kind it is, whether it is saved, who else is there, and what can be done with the whole of it. */
export function TitleBar({ mapId, sync }: TitleBarProps) {
  const t = useTranslations('maps')
  const { store, readOnly } = useOpenMap()
  const name = useDocument('name', (document) => document.name)
  const kind = useDocument('kind', (document) => document.kind)
  const set = (part: object) => store.act(changed(store.document, [], part))
  return (
    <header className={classes.bar}>
      <title>{`${name} · Percorso`}</title>
      {readOnly ? (
        <Title order={1} size="h3">
          <bdi>{name}</bdi>
        </Title>
      ) : (
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
        </>
      )}
      {readOnly ? (
        <span>{t(`kinds.${kind}`)}</span>
      ) : (
        <Choice
          label={t('fields.kind')}
          value={kind}
          options={mapKinds}
          name={(each) => t(`kinds.${each}`)}
          onValue={(next) => set({ kind: next })}
        />
      )}
      <Status state={sync.state} />
      <Present present={sync.present} />
      <div className={classes.push}>
        {kind === 'desired' && (
          <Button size="xs" variant="default" component="a" href={`/gaps/${mapId}`} leftSection={<IconArrowsDiff size={15} aria-hidden />}>
            {t('gap')}
          </Button>
        )}
        {!readOnly && <ShareButton mapId={mapId} />}
        <ExportMenu mapId={mapId} />
        <Button size="xs" variant="subtle" renderRoot={(props) => <Link to="/maps" {...props} />}>
          {t('title')}
        </Button>
      </div>
    </header>
  )
}

const icons = { saved: IconCheck, saving: IconLoader, unsent: IconAlertTriangle, refused: IconAlertTriangle }

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
