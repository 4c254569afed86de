import { useFormatter, useTranslations } from 'use-intl'
import type { Trend } from './moment-types.ts'
import classes from './moments.module.css'
import { usePoints } from './use-points.ts'

const WIDTH = 200
const HEIGHT = 36
const MARGIN = 3

/** How a touchpoint's difference went, day by day, within its interval. */
export function TrendLine({ trend: { points, name } }: { trend: Trend }) {
  const t = useTranslations('moments.trend')
  const format = useFormatter()
  const { points: inPoints } = usePoints()
  if (points.length < 2) return null
  const [high, low] = [Math.max(0, ...points.map((one) => one.high)), Math.min(0, ...points.map((one) => one.low))]
  const y = (value: number) => MARGIN + ((high - value) / (high - low || 1)) * (HEIGHT - 2 * MARGIN)
  const x = (place: number) => MARGIN + (place / (points.length - 1)) * (WIDTH - 2 * MARGIN)
  const path = (ends: { at: number; value: number }[]) => ends.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')
  const [first, last] = [points[0]!, points.at(-1)!]
  const day = (one: { day: string }) => format.dateTime(new Date(one.day), { dateStyle: 'medium', timeZone: 'UTC' })
  const label = t('label', { name, n: points.length, first: inPoints(first.difference), since: day(first), last: inPoints(last.difference) })
  const band = [...points.map((one, at) => ({ at, value: one.high })), ...points.map((one, at) => ({ at, value: one.low })).toReversed()]
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} className={classes.trend} role="img" aria-label={label}>
      <title>{label}</title>
      <polygon points={path(band)} />
      <line className={classes.zero} x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
      <polyline points={path(points.map((one, at) => ({ at, value: one.difference })))} />
    </svg>
  )
} // prettier-ignore
