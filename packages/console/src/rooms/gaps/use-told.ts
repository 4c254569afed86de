import type { Gap } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'

type Interval = { low: number; high: number }

/** Shares as percent, differences as points, and gaps as a customer would tell them. */
export function useTold() {
  const t = useTranslations('gaps.gaps')
  const format = useFormatter()
  const percent = (share: number | null) => (share === null ? '–' : format.number(share, { style: 'percent', maximumFractionDigits: 1 }))
  return {
    percent,
    points: (difference: number) => format.number(difference * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    interval: ({ low, high }: Interval) => ({ low: percent(low), high: percent(high) }),
    gap: ({ gap, name, people }: Pick<Gap, 'gap' | 'name' | 'people'>) => t(gap.kind, { people, name: name === '' ? t('unnamed') : name }),
  }
}
