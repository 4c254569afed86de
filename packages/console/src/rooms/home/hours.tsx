import { Text, Title } from '@mantine/core'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import type { Home } from './home.ts'
import classes from './home.module.css'

const HOURS = 48
const HOUR_MS = 3_600_000
const HEIGHT = 64
const STEP = 10

/** Facts received in each of the last 48 hours, as bars. The words beside it say the same to those who do not see it. */
export function Hours({ hours }: { hours: Home['hours'] }) {
  const t = useTranslations('home.hours')
  const format = useFormatter()
  const bars = lastHours(hours, useNow().getTime())
  const most = Math.max(...bars.map(({ facts }) => facts))
  const total = bars.reduce((sum, { facts }) => sum + facts, 0)
  const summary = total > 0 ? t('summary', { facts: total, most: format.number(most) }) : t('none')
  return (
    <section className={classes.part} aria-labelledby="home-hours">
      <Title order={2} size="h5" id="home-hours">
        {t('title')}
      </Title>
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
      {total > 0 && (
        <svg viewBox={`0 0 ${HOURS * STEP} ${HEIGHT}`} className={classes.hours} preserveAspectRatio="none" role="img" aria-label={summary}>
          {bars.map(({ at, facts }, index) => (
            <rect key={at} x={index * STEP + 1} width={STEP - 2} y={HEIGHT - barHeight(facts, most)} height={barHeight(facts, most)}>
              <title>{`${format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}: ${format.number(facts)}`}</title>
            </rect>
          ))}
        </svg>
      )}
    </section>
  )
}

/** What is there at all can be seen. */
function barHeight(facts: number, most: number): number {
  return facts === 0 ? 0 : Math.max(2, (facts / most) * HEIGHT)
}

function lastHours(hours: Home['hours'], now: number): { at: number; facts: number }[] {
  const known = new Map(hours.map(({ hour, facts }) => [Date.parse(hour), facts]))
  const last = now - (now % HOUR_MS)
  return Array.from({ length: HOURS }, (_, index) => {
    const at = last - (HOURS - 1 - index) * HOUR_MS
    return { at, facts: known.get(at) ?? 0 }
  })
}
