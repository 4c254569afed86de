import { useFormatter } from 'use-intl'

/** Shares as percent, differences as percentage points, ratios: as whoever reads writes them. */
export function usePoints() {
  const format = useFormatter()
  const two = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const percent = (share: number | null) => (share === null ? '–' : format.number(share, { style: 'percent', maximumFractionDigits: 1 }))
  return {
    percent,
    points: (difference: number) => format.number(difference * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    times: (ratio: number) => format.number(ratio, { maximumFractionDigits: 1 }),
    /** A chance too small to tell apart from none is said to be less than so much. */
    chance: (q: number) => (q < 0.001 ? `< ${percent(0.001)}` : percent(q)),
    two,
  }
}
