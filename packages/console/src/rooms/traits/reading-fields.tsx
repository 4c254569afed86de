import type { FactMatch, FactWindow, Measure, TraitReading } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { within } from '../segments/builder/did-fields.tsx'
import { FactFields, PropertyField } from '../segments/builder/fact-fields.tsx'
import { Choice, Word } from '../segments/builder/fields.tsx'
import { WindowFields } from '../segments/builder/window-fields.tsx'

type ReadingFieldsProps = { reading: TraitReading; onReading: (reading: TraitReading) => void }

const MEASURES = ['sum', 'average', 'min', 'max', 'distinct'] as const satisfies Measure[]
const EDGES = ['first', 'last'] as const

/** What is read, of which facts, in which time. */
export function ReadingFields({ reading, onReading }: ReadingFieldsProps) {
  const rules = useTranslations('segments.builder')
  const match = 'count' in reading ? reading.count : reading.of
  const setMatch = (next: FactMatch) => onReading('count' in reading ? { ...reading, count: next } : { ...reading, of: next })
  const hasWindow = !('time' in reading) && !('since' in reading)
  const setWindow = (window: FactWindow | undefined) => onReading(within(reading as TraitReading & { within?: unknown }, window))
  return (
    <>
      <What reading={reading} onReading={onReading} />
      {('measure' in reading || 'favourite' in reading || 'usual' in reading) && <Word>{rules('ofFact')}</Word>}
      <FactFields match={match} onMatch={setMatch} />
      {hasWindow && <WindowFields window={reading.within} onWindow={setWindow} />}
      {'edge' in reading && (
        <PropertyField fact={reading.of.fact} property={reading.property} onProperty={(property) => onReading({ ...reading, property })} />
      )}
    </>
  )
}

function What({ reading, onReading }: ReadingFieldsProps) {
  const t = useTranslations('traits.form')
  const rules = useTranslations('segments.builder')
  if ('count' in reading) return null
  const { fact } = reading.of
  if ('measure' in reading) {
    return (
      <>
        <Choice
          label={rules('measure')}
          value={reading.measure}
          options={MEASURES}
          name={(each) => rules(`measures.${each}`)}
          onValue={(measure) => onReading({ ...reading, measure })}
        />
        <PropertyField fact={fact} property={reading.property} onProperty={(property) => onReading({ ...reading, property })} />
      </>
    )
  }
  if ('edge' in reading) return <EdgeChoice edge={reading.edge} onEdge={(edge) => onReading({ ...reading, edge })} />
  if ('time' in reading) return <EdgeChoice edge={reading.time} onEdge={(time) => onReading({ ...reading, time })} />
  if ('since' in reading) return <Since reading={reading} onReading={onReading} />
  if ('favourite' in reading) {
    return <PropertyField fact={fact} property={reading.favourite} onProperty={(favourite) => onReading({ ...reading, favourite })} />
  }
  return (
    <Choice
      label={t('habit')}
      value={reading.usual}
      options={['hour', 'weekday']}
      name={(each) => t(`habits.${each}`)}
      onValue={(usual) => onReading({ ...reading, usual })}
    />
  )
}

type SinceProps = { reading: Extract<TraitReading, { since: unknown }>; onReading: (reading: TraitReading) => void }

function Since({ reading, onReading }: SinceProps) {
  const t = useTranslations('traits.form')
  const rules = useTranslations('segments.builder')
  return (
    <>
      <Choice
        label={rules('unit')}
        value={reading.unit}
        options={['hours', 'days', 'weeks', 'years']}
        name={(unit) => rules(`units.${unit}`)}
        onValue={(unit) => onReading({ ...reading, unit })}
      />
      <Word>{t('since')}</Word>
      <EdgeChoice edge={reading.since} onEdge={(since) => onReading({ ...reading, since })} />
    </>
  )
}

function EdgeChoice({ edge, onEdge }: { edge: 'first' | 'last'; onEdge: (edge: 'first' | 'last') => void }) {
  const rules = useTranslations('segments.builder')
  return <Choice label={rules('edge')} value={edge} options={EDGES} name={(each) => rules(`edges.${each}`)} onValue={onEdge} />
}
