import { SegmentedControl } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { periods } from './touchpoints-search.ts'
import type { Period } from './touchpoints-search.ts'

/** How far back is looked. */
export function PeriodChoice({ days, onDays }: { days: Period; onDays: (days: Period) => void }) {
  const t = useTranslations('touchpoints')
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('period')}
      value={String(days)}
      onChange={(value) => onDays(Number(value) as Period)}
      data={periods.map((each) => ({ value: String(each), label: t('days', { n: each }) }))}
    />
  )
}
