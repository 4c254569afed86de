import type { MapCell, MapDocument, MapMeasure } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { useDuration } from '../../journeys/use-duration.ts'
import { readPlace } from '../model/columns.ts'

const DIGITS = 2

/** What things are called to those who read and to those who listen: one wording for cells, comments, presence and files. */
export function usePlaceWords() {
  const t = useTranslations('maps')
  const touch = useTranslations('touchpoints')
  const format = useFormatter()
  const duration = useDuration()

  const number = (value: number) => format.number(value, { maximumFractionDigits: DIGITS })
  const signed = (value: number) => format.number(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })

  /** A number that facts give, in the unit of its kind. */
  const amount = (kind: string, value: number | null) => {
    if (value === null) return t('tooFew')
    if (kind === 'duration') return duration(value)
    return kind === 'mean' ? number(value) : format.number(value, { style: 'percent', maximumFractionDigits: 1 })
  }

  /** With its interval. */
  const measured = (kind: string, { value, low, high }: MapMeasure) => {
    const interval = low !== null && high !== null ? ` (${t('interval', { low: amount(kind, low), high: amount(kind, high) })})` : ''
    return amount(kind, value) + interval
  }

  const evidence = ({ evidence: { level, n }, binding }: MapCell, measure: MapMeasure | undefined) => {
    if (binding && measure) return t('measuredOf', { value: amount(binding.kind, measure.value), n: measure.n })
    return level === 'observed' && n !== null ? t('observedOf', { n }) : t(`levels.${level}`)
  }

  const content = (cell: MapCell | undefined, more: { measure?: MapMeasure | undefined; touchpoints?: string[] } = {}) => {
    const { measure, touchpoints = [] } = more
    if (!cell) return [...touchpoints].join(', ') || t('nothing')
    const parts = [
      ...touchpoints,
      cell.text,
      cell.emotion === null ? '' : t('emotionIs', { n: signed(cell.emotion) }),
      cell.moment ? t('moment') : '',
      ...cell.providers.map((each) => touch(`providers.${each}`)),
      ...cell.modules.map((each) => touch(`modules.${each}`)),
      evidence(cell, measure),
    ]
    return parts.filter((part) => part !== '').join(', ')
  }

  /** Where a place is: “Thoughts, Pays”. */
  const placeName = ({ stages, steps, lanes }: MapDocument, place: string) => {
    if (place === '') return t('comments.wholeMap')
    const read = readPlace(place)
    const names =
      read?.kind === 'cells'
        ? [lanes[read.lane!]?.name, steps[read.step!]?.name]
        : read && [{ stages, steps, lanes }[read.kind as 'steps'][read.id]?.name]
    return names?.every((name) => name !== undefined) ? names.join(', ') : t('comments.place')
  }

  return { amount, measured, evidence, content, placeName, signed, number }
}
