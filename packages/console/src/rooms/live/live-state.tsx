import { useTranslations } from 'use-intl'
import classes from './live.module.css'
import type { Connection } from './use-live-facts.ts'

/** Whether facts are coming, in words; the dot beside them is for those who glance. */
export function LiveState({ connection, paused, waiting }: { connection: Connection; paused: boolean; waiting: number }) {
  const t = useTranslations('live')
  const state = connection === 'open' && paused ? 'paused' : connection
  return (
    <span className={classes.state}>
      <span className={classes.dot} data-state={state} aria-hidden />
      <output>{t(state)}</output>
      {paused && waiting > 0 && <span>· {t('waiting', { count: waiting })}</span>}
    </span>
  )
}
