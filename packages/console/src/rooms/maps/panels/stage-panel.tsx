import { Checkbox, SegmentedControl } from '@mantine/core'
import { stages as phases } from '@percorso/contract/touchpoint-words'
import { useTranslations } from 'use-intl'
import { Choice } from '../../segments/builder/fields.tsx'
import { useOpenMap, useStage } from '../map-context.ts'
import classes from './panels.module.css'
import { changed } from '../model/map-actions.ts'
import { KeptText } from './kept-text.tsx'
import { PlaceButtons } from './place-buttons.tsx'

/** What a stage is, and in which order its steps come. */
export function StagePanel({ id }: { id: string }) {
  const t = useTranslations('maps')
  const { store, readOnly } = useOpenMap()
  const stage = useStage(id)
  if (!stage) return null
  const set = (part: object) => store.act(changed(store.document, ['stages', id], part))
  return (
    <div className={classes.fields}>
      <KeptText label={t('fields.name')} value={stage.name} max={200} needed disabled={readOnly} onText={(name) => set({ name })} />
      <SegmentedControl
        size="xs"
        aria-label={t('fields.phase')}
        value={stage.phase}
        disabled={readOnly}
        data={phases.map((value) => ({ value, label: t(`phases.${value}`) }))}
        onChange={(phase) => set({ phase })}
      />
      <label>
        <span className={classes.hint}>{t('fields.order')}</span>
        <Choice
          label={t('fields.order')}
          value={stage.order}
          options={['drawn', 'any'] as const}
          name={(order) => t(`fields.orders.${order}`)}
          onValue={(order) => set({ order })}
        />
      </label>
      <Checkbox
        size="xs"
        label={t('fields.repeats')}
        checked={stage.repeats}
        disabled={readOnly}
        onChange={(event) => set({ repeats: event.currentTarget.checked })}
      />
      <PlaceButtons kind="stages" id={id} />
    </div>
  )
}
