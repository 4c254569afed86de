import { ActionIcon } from '@mantine/core'
import type { StoredFact } from '@percorso/contract'
import { IconChevronRight, IconPin } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { BotBadge, FactTypeBadge } from '../../facts/fact-type.tsx'
import { useMe } from '../../shell/me.ts'
import { JsonViewer } from '../../ui/json-viewer.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { MomentMarks } from './moment-marks.tsx'
import { usePin } from './pins.tsx'
import classes from './profile.module.css'

/** One fact; opened, everything that came with it. */
export function TimelineFact({ fact, profileId }: { fact: StoredFact; profileId: string }) {
  const t = useTranslations('facts')
  const [open, setOpen] = useState(false)
  const aboutSomebody = fact.type === 'identify' || fact.type === 'group'
  return (
    <li>
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={classes.summary}>
          <IconChevronRight size={14} className={classes.chevron} aria-hidden />
          <span className={classes.time}>
            <Moment at={fact.time} as="time" />
          </span>
          <FactTypeBadge type={fact.type} />
          <span className={classes.factName}>
            <Name>{fact.name}</Name> {fact.bot && <BotBadge />} <MomentMarks profileId={profileId} messageId={fact.messageId} />{' '}
            <ByHand fact={fact} />
          </span>
        </summary>
        {open && (
          <div className={classes.details}>
            <Pin fact={fact} profileId={profileId} />
            <Json title={aboutSomebody ? t('traits') : t('properties')} value={fact.properties} />
            <Json title={t('context')} value={fact.context} />
          </div>
        )}
      </details>
    </li>
  )
}

/** Who said so, where a colleague did. */
function ByHand({ fact: { context } }: { fact: StoredFact }) {
  const t = useTranslations('customers.timeline')
  const { name } = (context['byHand'] ?? {}) as { name?: unknown }
  return typeof name === 'string' && <span className={classes.origin}>{t('byHand', { name })}</span>
}

function Pin({ fact, profileId }: { fact: StoredFact; profileId: string }) {
  const t = useTranslations('customers.pins')
  const { may } = useMe()
  const pin = usePin(profileId)
  if (!may('people.edit')) return null
  return (
    <ActionIcon
      className={classes.pin}
      variant="default"
      size="sm"
      aria-label={t('pin')}
      title={t('pin')}
      onClick={() => pin(fact.messageId)}
    >
      <IconPin size={14} aria-hidden />
    </ActionIcon>
  )
}

function Json({ title, value }: { title: string; value: Record<string, unknown> }) {
  const t = useTranslations('facts')
  return (
    <div>
      <div className={classes.key}>{title}</div>
      {Object.keys(value).length > 0 ? <JsonViewer value={value} label={title} /> : <span className={classes.origin}>{t('none')}</span>}
    </div>
  )
}
