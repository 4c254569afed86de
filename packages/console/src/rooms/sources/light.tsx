import { useFormatter, useNow, useTranslations } from 'use-intl'
import type { Health } from './source-types.ts'
import classes from './sources.module.css'

const LIVE_MS = 3_600_000

/** Whether a source sends: a light, and beside it the same in words. */
export function Light({ health }: { health: Pick<Health, 'lastReceivedAt' | 'total'> | undefined }) {
  const t = useTranslations('sources.light')
  const format = useFormatter()
  const now = useNow({ updateInterval: 10_000 })
  if (!health) return null
  const { lastReceivedAt, total } = health
  const state = stateOf(health, now.getTime())
  return (
    <output className={classes.light}>
      <span className={classes.lamp} data-state={state} aria-hidden />
      {t(state, { ago: lastReceivedAt === null ? '' : format.relativeTime(new Date(lastReceivedAt), now) })}
      {total.rejected > 0 && total.facts + total.bots === 0 && <> {t('onlyRejected')}</>}
    </output>
  )
}

function stateOf(
  { lastReceivedAt, total }: Pick<Health, 'lastReceivedAt' | 'total'>,
  now: number,
): 'waiting' | 'trouble' | 'live' | 'quiet' {
  if (lastReceivedAt === null) return 'waiting'
  if (total.facts + total.bots + total.duplicates === 0) return 'trouble'
  return now - Date.parse(lastReceivedAt) < LIVE_MS ? 'live' : 'quiet'
}
