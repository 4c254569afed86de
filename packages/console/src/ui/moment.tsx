import { useFormatter, useNow } from 'use-intl'

type How = 'time' | 'moment' | 'moment-unless-today' | 'ago'

const RENEW_MS = 30_000

/** A point in time as people read it, in the zone of whoever reads; the exact one is in its title. */
export function Moment({ at, as = 'moment' }: { at: string; as?: How }) {
  const format = useFormatter()
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  return (
    <time dateTime={at} title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'long' })}>
      {as === 'ago' ? <Ago date={date} /> : <Clock date={date} as={as} />}
    </time>
  )
}

function Ago({ date }: { date: Date }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: RENEW_MS })
  return format.relativeTime(date, now)
}

function Clock({ date, as }: { date: Date; as: How }) {
  const format = useFormatter()
  const now = useNow()
  const onlyTime = as === 'time' || (as === 'moment-unless-today' && date.toDateString() === now.toDateString())
  if (onlyTime) return format.dateTime(date, { timeStyle: 'medium' })
  return format.dateTime(date, { dateStyle: 'medium', timeStyle: as === 'moment' ? 'short' : 'medium' })
}
