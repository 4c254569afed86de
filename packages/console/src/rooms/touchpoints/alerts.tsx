import type { TouchpointAlert } from '@percorso/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import classes from './touchpoints.module.css'

const DAY_HOURS = 24

/** What is odd about a touchpoint's rhythm, with the numbers it is told from. */
export function useAlertText(): (alert: TouchpointAlert) => string {
  const t = useTranslations('touchpoints.alerts')
  const length = (hours: number) => {
    const isLong = hours >= 2 * DAY_HOURS
    return t(isLong ? 'days' : 'hours', { n: Math.round(isLong ? hours / DAY_HOURS : hours) })
  }
  return (alert) => {
    if (alert.kind === 'silent') return t('silent', { quiet: length(alert.quiet_hours), usual: length(alert.usual_hours), n: alert.n })
    const { facts, usual, low, n } = alert
    return t('fewer', { facts, usual: Math.round(usual), low: Math.ceil(low), n })
  }
}

/** All alerts of one touchpoint; or that there are none. */
export function Alerts({ alerts }: { alerts: TouchpointAlert[] }) {
  const t = useTranslations('touchpoints.alerts')
  const text = useAlertText()
  return (
    <section aria-label={t('title')}>
      {alerts.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      {alerts.map((alert) => (
        <p key={alert.kind} className={classes.alert}>
          <IconAlertTriangle size={15} aria-hidden /> {text(alert)}
        </p>
      ))}
    </section>
  )
}
