import { MultiSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { inPlace } from '../../segments/builder/fields.tsx'
import { useOpenMap, useStep } from '../map-context.ts'
import { changed } from '../model/map-actions.ts'

type TouchpointsProps = { label: string; hint?: string; ids: readonly number[]; onIds: (ids: number[]) => void }

/** Some of the registry's touchpoints, found by typing. Those that were deleted keep their number. */
export function TouchpointsChoice({ label, hint, ids, onIds }: TouchpointsProps) {
  const t = useTranslations('maps.fields')
  const { touchpoints, readOnly } = useOpenMap()
  const known = [...touchpoints].map(([id, name]) => ({ value: String(id), label: name }))
  const gone = ids.filter((id) => !touchpoints.has(id)).map((id) => ({ value: String(id), label: `#${id}` }))
  return (
    <MultiSelect
      size="xs"
      comboboxProps={inPlace}
      label={label}
      description={hint}
      searchable
      hidePickedOptions
      data={[...known, ...gone]}
      value={ids.map(String)}
      limit={50}
      disabled={readOnly}
      nothingFoundMessage={t('noTouchpoints')}
      onChange={(next) => onIds(next.map(Number))}
    />
  )
}

/** Where a step is taken. */
export function TouchpointsField({ step }: { step: string }) {
  const t = useTranslations('maps.fields')
  const { store } = useOpenMap()
  const ids = useStep(step)?.touchpoints ?? []
  return (
    <TouchpointsChoice
      label={t('touchpoints')}
      hint={t('touchpointsHint')}
      ids={ids}
      onIds={(touchpoints) => store.act(changed(store.document, ['steps', step], { touchpoints }))}
    />
  )
}
