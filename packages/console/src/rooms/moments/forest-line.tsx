import type { Effect } from './effect.ts'
import classes from './moments.module.css'

const WIDTH = 400
const HEIGHT = 26
const MIDDLE = HEIGHT / 2
const MARGIN = 8

/** A difference with its interval, beside the line of no difference; all lines of a board have one scale. */
export function ForestLine({
  effect,
  reach,
  label,
  tone,
}: {
  effect: Effect
  reach: number
  label: string
  tone: 'good' | 'bad' | 'open'
}) {
  const x = (value: number) => WIDTH / 2 + (Math.max(-reach, Math.min(reach, value)) / reach) * (WIDTH / 2 - MARGIN)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.forest} data-tone={tone} role="img" aria-label={label}>
      <title>{label}</title>
      <line className={classes.zero} x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} />
      <line className={classes.interval} x1={x(effect.low)} x2={x(effect.high)} y1={MIDDLE} y2={MIDDLE} />
      {[effect.low, effect.high].map((end) => (
        <line key={end} className={classes.interval} x1={x(end)} x2={x(end)} y1={MIDDLE - 5} y2={MIDDLE + 5} />
      ))}
      <circle cx={x(effect.difference)} cy={MIDDLE} r={5} />
    </svg>
  )
}
