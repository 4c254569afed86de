import { Button, Group } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { usePlaceWords } from './grid/place-words.ts'
import { useOpenMap } from './map-context.ts'
import classes from './panels/panels.module.css'
import type { Conflict } from './model/map-store.ts'
import type { Json } from './model/edit-document.ts'

/** What two people changed at once: both texts, until somebody decides. */
export function Conflicts() {
  const t = useTranslations('maps.conflict')
  const { store } = useOpenMap()
  const conflicts = useSyncExternalStore(
    (listener) => store.listen('conflicts', listener),
    () => store.conflicts,
  )
  if (conflicts.length === 0) return null
  return (
    <section className={classes.conflict} role="alert" aria-label={t('title', { n: conflicts.length })}>
      <h2>{t('title', { n: conflicts.length })}</h2>
      {conflicts.map((conflict) => (
        <Both key={conflict.change.changeId} conflict={conflict} />
      ))}
    </section>
  )
}

function Both({ conflict }: { conflict: Conflict }) {
  const t = useTranslations('maps.conflict')
  const { store } = useOpenMap()
  const words = usePlaceWords()
  const { path, mine, theirs, by, message } = conflict
  const place = path[0] === 'cells' ? path[1]! : path.length > 1 ? `${path[0]}/${path[1]}` : ''
  const shown = (value: Json | undefined) => {
    if (value === undefined || value === null || value === '') return t('nothing')
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    const { text, name } = value as { text?: string; name?: string }
    return text || name || t('something')
  }
  return (
    <div>
      <p className={classes.hint}>{t('place', { place: words.placeName(store.document, place) })}</p>
      {message !== undefined && <p className={classes.hint}>{t('unsound', { why: message })}</p>}
      <dl className={classes.both}>
        <div>
          <dt>{by === null ? t('theirsUnknown') : t('theirs', { name: by })}</dt>
          <dd>
            <bdi>{shown(theirs)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('mine')}</dt>
          <dd>
            <bdi>{shown(mine)}</bdi>
          </dd>
        </div>
      </dl>
      <Group gap="xs" mt={6}>
        <Button size="compact-sm" variant="default" onClick={() => store.settle(conflict, 'theirs')}>
          {t(message === undefined ? 'keepTheirs' : 'letGo')}
        </Button>
        <Button size="compact-sm" onClick={() => store.settle(conflict, 'mine')}>
          {t('putMine')}
        </Button>
      </Group>
    </div>
  )
}
