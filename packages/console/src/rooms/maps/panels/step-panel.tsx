import { Checkbox } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Choice } from '../../segments/builder/fields.tsx'
import { useMapLayout, useOpenMap, useStep } from '../map-context.ts'
import classes from './panels.module.css'
import { changed } from '../model/map-actions.ts'
import { sorted } from '../model/map-order.ts'
import { ExpectedFields } from './expected-fields.tsx'
import { KeptText } from './kept-text.tsx'
import { PlaceButtons } from './place-buttons.tsx'
import { TouchpointsField } from './touchpoints-field.tsx'

/** What a step is, and what is expected of it. */
export function StepPanel({ id }: { id: string }) {
  const t = useTranslations('maps.fields')
  const { store, readOnly } = useOpenMap()
  const { stages } = useMapLayout()
  const step = useStep(id)
  if (!step) return null
  const set = (part: object) => store.act(changed(store.document, ['steps', id], part))
  const goTo = (stage: string) => {
    const last = sorted(store.document.steps).findLast((each) => each.stage === stage)
    set({ stage, place: last ? last.place + 1 : 0 })
  }
  return (
    <fieldset className={classes.fields} disabled={readOnly} style={{ border: 0, padding: 0, margin: 0 }}>
      <KeptText label={t('name')} value={step.name} max={200} needed onText={(name) => set({ name })} />
      <label>
        <span className={classes.hint}>{t('stage')}</span>
        <Choice
          label={t('stage')}
          value={step.stage}
          options={stages.map((stage) => stage.id)}
          name={(stage) => stages.find((each) => each.id === stage)?.name ?? ''}
          onValue={goTo}
        />
      </label>
      <TouchpointsField step={id} />
      <KeptText label={t('branch')} hint={t('branchHint')} value={step.branch} max={60} onText={(branch) => set({ branch })} />
      <Checkbox
        size="xs"
        label={t('optional')}
        checked={step.optional}
        onChange={(event) => set({ optional: event.currentTarget.checked })}
      />
      <Checkbox size="xs" label={t('repeats')} checked={step.repeats} onChange={(event) => set({ repeats: event.currentTarget.checked })} />
      <ExpectedFields step={step} onPart={set} />
      <PlaceButtons kind="steps" id={id} />
    </fieldset>
  )
}
