import { useFormatter } from 'use-intl'
import classes from './profile.module.css'

const WEEK_MS = 604_800_000
const WEEKS = 53
const [BAR, HEIGHT] = [6, 36]

/** Facts by week over the year that ends with the last of them, as bars; for who cannot see them, as numbers. */
export function Weeks({ weeks, label }: { weeks: { week: string; facts: number }[]; label: string }) {
  const format = useFormatter()
  const last = weeks.at(-1)
  if (!last) return null
  const end = Date.parse(last.week)
  const shown = weeks
    .map(({ week, facts }) => ({ facts, week, ago: Math.round((end - Date.parse(week)) / WEEK_MS) }))
    .filter(({ ago }) => ago < WEEKS)
  const most = Math.max(...shown.map(({ facts }) => facts))
  const day = (week: string) => format.dateTime(new Date(week), { dateStyle: 'medium', timeZone: 'UTC' })
  const said = shown.length <= 12 ? `: ${shown.map(({ week, facts }) => `${day(week)} ${format.number(facts)}`).join(', ')}` : ''
  return (
    <svg
      className={classes.weeks}
      viewBox={`0 0 ${WEEKS * BAR} ${HEIGHT}`}
      role="img"
      aria-label={`${label}${said}`}
      preserveAspectRatio="none"
    >
      {shown.map(({ ago, facts, week }) => {
        const height = Math.max(1.5, (facts / most) * HEIGHT)
        return (
          <rect key={week} x={(WEEKS - 1 - ago) * BAR} y={HEIGHT - height} width={BAR - 1.5} height={height}>
            <title>{`${day(week)}: ${format.number(facts)}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
