import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ShownVersion } from '../editor.tsx'
import { MapGrid } from '../grid/map-grid.tsx'
import { OpenMapContext, openMap, useOpenMap } from '../map-context.ts'
import classes from '../maps.module.css'

/** The map as it once was, to be looked at. */
export function OldVersion({ version: { name, document }, onBack }: { version: ShownVersion; onBack: () => void }) {
  const t = useTranslations('maps.versions')
  const { touchpoints } = useOpenMap()
  const [old] = useState(() => openMap({ revision: 0, document }, { mapId: undefined, readOnly: true, touchpoints }))
  return (
    <section className={classes.editor} aria-label={t('shown', { name })}>
      <div className={classes.bar}>
        <strong>{t('shown', { name })}</strong>
        <Button size="compact-sm" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      <OpenMapContext value={old}>
        <MapGrid blueprint={false} showDetails={() => {}} />
      </OpenMapContext>
    </section>
  )
}
