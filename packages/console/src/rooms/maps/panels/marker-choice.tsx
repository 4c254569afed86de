import { NativeSelect } from '@mantine/core'
import type { JourneyMarker } from '@percorso/contract'
import { useMatchText } from '../../touchpoints/use-match-text.ts'
import { useOpenMap } from '../map-context.ts'

type MarkerChoiceProps = {
  label: string
  /** What is said of none. */
  none: string
  marker: JourneyMarker | undefined
  onMarker: (marker: JourneyMarker | undefined) => void
}

const FACTS = 'facts'

/** A touchpoint by which journeys begin or end. Facts that are none are shown if they were set elsewhere, and stay while nothing else is chosen. */
export function MarkerChoice({ label, none, marker, onMarker }: MarkerChoiceProps) {
  const { touchpoints, readOnly } = useOpenMap()
  const read = useMatchText()
  const step = marker && 'step' in marker ? marker.step : undefined
  const known = [...touchpoints].map(([id, name]) => ({ value: String(id), label: name }))
  const gone = step !== undefined && !known.some(({ value }) => value === step) ? [{ value: step, label: `#${step}` }] : []
  const facts = marker && 'match' in marker ? [{ value: FACTS, label: read([marker.match]) }] : []
  const onValue = (value: string) => (value === FACTS ? undefined : onMarker(value === '' ? undefined : { step: value }))
  return (
    <NativeSelect
      size="xs"
      label={label}
      disabled={readOnly}
      value={facts.length > 0 ? FACTS : (step ?? '')}
      data={[{ value: '', label: none }, ...facts, ...known, ...gone]}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}
