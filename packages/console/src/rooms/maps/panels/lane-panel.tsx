import { laneKinds } from '@percorso/contract/map-words'
import { useTranslations } from 'use-intl'
import { Choice } from '../../segments/builder/fields.tsx'
import { useLane, useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'
import { changed } from '../model/map-actions.ts'
import { KeptText } from './kept-text.tsx'
import { PlaceButtons } from './place-buttons.tsx'

/** What a lane says of each step. */
export function LanePanel({ id }: { id: string }) {
  const t = useTranslations('maps')
  const { store, readOnly } = useOpenMap()
  const lane = useLane(id)
  if (!lane) return null
  const set = (part: object) => store.act(changed(store.document, ['lanes', id], part))
  return (
    <div className={classes.fields}>
      <KeptText label={t('fields.name')} value={lane.name} max={200} needed disabled={readOnly} onText={(name) => set({ name })} />
      {!readOnly && (
        <label>
          <span className={classes.hint}>{t('fields.laneKind')}</span>
          <Choice
            label={t('fields.laneKind')}
            value={lane.kind}
            options={laneKinds}
            name={(kind) => t(`lanes.${kind}`)}
            onValue={(kind) => set({ kind })}
          />
        </label>
      )}
      <PlaceButtons kind="lanes" id={id} />
    </div>
  )
}
