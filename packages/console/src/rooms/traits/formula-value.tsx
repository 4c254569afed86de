import type { TraitFormula } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { TraitText } from '../customers/trait-value.tsx'

/** A Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What a formula comes to for somebody; hours and weekdays as people say them. */
export function FormulaValue({ formula, value }: { formula: TraitFormula; value: unknown }) {
  const t = useTranslations('traits')
  const format = useFormatter()
  if (value === undefined || value === null) return <span>{t('preview.nothing')}</span>
  if (typeof value !== 'number') return <TraitText value={value} />
  if (!('usual' in formula)) return format.number(value, { maximumFractionDigits: 4 })
  if (formula.usual === 'hour') return format.dateTime(new Date(MONDAY_MS + value * HOUR_MS), { timeStyle: 'short', timeZone: 'UTC' })
  return format.dateTime(new Date(MONDAY_MS + (value - 1) * DAY_MS), { weekday: 'long', timeZone: 'UTC' })
}
