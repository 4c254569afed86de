import { useFormatter } from 'use-intl'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** How long something took, in the unit that suits it: “2.5 hr”. */
export function useDuration(): (ms: number | null) => string {
  const format = useFormatter()
  return (ms) => {
    if (ms === null) return '–'
    const [unit, length] = UNITS.find(([, each]) => ms >= each) ?? UNITS[3]
    return format.number(ms / length, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
  }
}
