import { useFormatter, useNow } from 'use-intl'

type How = 'time' | 'moment' | 'moment-unless-today'

/** A point in time as people read it; the exact one is in its title. */
export function Moment({ at, as = 'moment' }: { at: string; as?: How }) {
  const format = useFormatter()
  const now = useNow()
  const date = new Date(at)
  const onlyTime = as === 'time' || (as === 'moment-unless-today' && date.toDateString() === now.toDateString())
  const text = onlyTime
    ? format.dateTime(date, { timeStyle: 'medium' })
    : format.dateTime(date, { dateStyle: 'medium', timeStyle: as === 'moment' ? 'short' : 'medium' })
  return (
    <time dateTime={at} title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'long' })}>
      {text}
    </time>
  )
}
