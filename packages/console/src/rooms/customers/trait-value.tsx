import { useFormatter, useTranslations } from 'use-intl'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'

const DAY = /^\d{4}-\d{2}-\d{2}$/u
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/u

/** A trait on one line, whatever it is; of what is not there, nothing. */
export function TraitText({ value }: { value: unknown }) {
  const t = useTranslations('customers')
  const format = useFormatter()
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 20, useGrouping: value < 1000 || value > 9999 })
  if (typeof value !== 'string') return <Name>{JSON.stringify(value)}</Name>
  if (INSTANT.test(value) && !Number.isNaN(Date.parse(value))) return <Moment at={value} />
  // A day stays a day: without a time it must not move with the reader's time zone.
  if (DAY.test(value) && !Number.isNaN(Date.parse(value))) return format.dateTime(new Date(value), { dateStyle: 'medium', timeZone: 'UTC' })
  return <Name>{value}</Name>
}
