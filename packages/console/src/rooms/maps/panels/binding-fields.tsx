import { Button, Group } from '@mantine/core'
import type { CellBinding, MapMeasure } from '@percorso/contract'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Choice } from '../../segments/builder/fields.tsx'
import { FactFields, PropertyField } from '../../segments/builder/fact-fields.tsx'
import { usePlaceWords } from '../grid/place-words.ts'
import { useOpenMap, useStep } from '../map-context.ts'
import classes from '../maps.module.css'
import panel from './panels.module.css'
import { isEqual } from '../model/edit-document.ts'
import { useKeyed } from '../model/keyed.ts'
import type { CellPartProps } from './cell-panel.tsx'
import { PeopleLinks } from './people-links.tsx'
import { TouchpointsChoice } from './touchpoints-field.tsx'

const kinds = ['none', 'people', 'duration', 'conversion', 'mean'] as const

/** To which number of the facts a cell is bound, and what that is now. */
export function BindingFields({ cell, onPart, disabled, place }: CellPartProps & { place: string }) {
  const t = useTranslations('maps')
  const { measures } = useOpenMap()
  const measure = useKeyed(measures, place)
  const met = useStep(place.split(':')[1]!)?.touchpoints ?? []
  const [draft, setDraft] = useState<CellBinding | null>(cell.binding)
  const take = (binding: CellBinding | null) => onPart({ binding, evidence: { ...cell.evidence, level: binding ? 'measured' : 'assumed' } })
  return (
    <fieldset>
      <legend>{t('fields.binding')}</legend>
      <fieldset disabled={disabled} style={{ display: 'contents' }}>
        <Choice
          label={t('fields.binding')}
          value={draft?.kind ?? 'none'}
          options={kinds}
          name={(kind) => t(`bindings.${kind}`)}
          onValue={(kind) => {
            const next = emptyBinding(kind, met)
            setDraft(next)
            if (next === null && cell.binding !== null) take(null)
          }}
        />
        {draft && <DraftFields draft={draft} onDraft={setDraft} />}
        {draft && !isEqual(draft, cell.binding) && (
          <Group>
            <Button size="compact-sm" disabled={!isWhole(draft)} onClick={() => take(draft)}>
              {t('bindings.take')}
            </Button>
          </Group>
        )}
      </fieldset>
      {cell.binding && <Now binding={cell.binding} measure={measure} />}
    </fieldset>
  )
}

function DraftFields({ draft, onDraft }: { draft: CellBinding; onDraft: (draft: CellBinding) => void }) {
  const t = useTranslations('maps.bindings')
  if (draft.kind === 'people')
    return <TouchpointsChoice label={t('of')} ids={draft.touchpoints} onIds={(touchpoints) => onDraft({ ...draft, touchpoints })} />
  if (draft.kind === 'mean') {
    return (
      <>
        <FactFields label={t('facts')} match={draft.of} onMatch={(of) => onDraft({ ...draft, of })} />
        <PropertyField fact={draft.of.fact} property={draft.property} onProperty={(property) => onDraft({ ...draft, property })} />
      </>
    )
  }
  return (
    <>
      <TouchpointsChoice label={t('from')} ids={draft.from} onIds={(from) => onDraft({ ...draft, from })} />
      <TouchpointsChoice label={t('to')} ids={draft.to} onIds={(to) => onDraft({ ...draft, to })} />
    </>
  )
}

function Now({ binding, measure }: { binding: CellBinding; measure: MapMeasure | undefined }) {
  const t = useTranslations('maps')
  const words = usePlaceWords()
  if (!measure) return <p className={panel.hint}>{t('reading')}</p>
  const { value, n, low, high } = measure
  return (
    <>
      <p className={classes.number}>
        {t('measuredOf', { value: words.amount(binding.kind, value), n })}
        {low !== null && high !== null && (
          <small>{t('interval', { low: words.amount(binding.kind, low), high: words.amount(binding.kind, high) })}</small>
        )}
      </p>
      <PeopleLinks binding={binding} />
    </>
  )
}

/** It begins with the step's own touchpoints. */
function emptyBinding(kind: (typeof kinds)[number], met: readonly number[]): CellBinding | null {
  switch (kind) {
    case 'none':
      return null
    case 'people':
      return { kind, touchpoints: [...met] }
    case 'mean':
      return { kind, of: {}, property: '' }
    default:
      return { kind, from: [], to: [...met] }
  }
}

function isWhole(binding: CellBinding): boolean {
  if (binding.kind === 'people') return binding.touchpoints.length > 0
  if (binding.kind === 'mean') return binding.property !== '' && Object.keys(binding.of).length > 0
  return binding.from.length > 0 && binding.to.length > 0
}
