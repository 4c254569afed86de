import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AskRemove } from '../grid/ask-remove.tsx'
import { useOpenMap } from '../map-context.ts'
import { move } from '../model/map-actions.ts'
import type { Kind } from '../model/map-actions.ts'

/** Moving and deleting, for whoever does not use the keys. */
export function PlaceButtons({ kind, id }: { kind: Kind; id: string }) {
  const t = useTranslations('maps.fields')
  const { store, readOnly } = useOpenMap()
  const [asked, setAsked] = useState(false)
  if (readOnly) return null
  const go = (by: -1 | 1) => store.act(move(store.document, { kind, id }, by))
  const isLane = kind === 'lanes'
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => go(-1)}>
        {t(isLane ? 'moveUp' : 'moveLeft')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => go(1)}>
        {t(isLane ? 'moveDown' : 'moveRight')}
      </Button>
      <Button size="compact-sm" variant="default" color="red" onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      {asked && <AskRemove kind={kind} id={id} onClose={() => setAsked(false)} />}
    </Group>
  )
}
