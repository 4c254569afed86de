import { IconAlertTriangle, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Webhook } from './webhook-types.ts'
import classes from './webhooks.module.css'

const SYMBOLS = { on: IconPlugConnected, off: IconPlayerPause, gone: IconAlertTriangle, failing: IconAlertTriangle } as const

/** Whether a webhook is called, and if not, who switched it off and why. */
export function WebhookState({ webhook: { active, stopped, failingSince } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks.states')
  const format = useFormatter()
  const symbol = active ? (failingSince ? 'failing' : 'on') : (stopped?.because ?? 'off')
  const Symbol = SYMBOLS[symbol]
  const moment = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  const said = () => {
    if (active) return failingSince ? t('trouble', { since: moment(failingSince) }) : t('on')
    return stopped ? t(stopped.because, { since: moment(stopped.at) }) : t('off')
  }
  return (
    <span className={classes.state}>
      <Symbol size={15} aria-hidden className={classes[symbol === 'on' || symbol === 'off' ? symbol : 'trouble']} />
      {said()}
    </span>
  )
}
