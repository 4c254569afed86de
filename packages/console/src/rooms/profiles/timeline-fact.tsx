import { Code } from '@mantine/core'
import type { StoredFact } from '@percorso/contract'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { BotBadge, FactTypeBadge } from '../../facts/fact-type.tsx'
import { Moment } from '../../facts/moment.tsx'
import { useSourceName } from '../../facts/source-name.tsx'
import classes from './profile.module.css'

/** One fact; opened, everything that came with it. */
export function TimelineFact({ fact }: { fact: StoredFact }) {
  const t = useTranslations('facts')
  const sourceName = useSourceName()
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
            {fact.name} {fact.bot && <BotBadge />}
          </span>
          <span className={classes.source}>{sourceName(fact.sourceId)}</span>
        </summary>
        {open && (
          <div className={classes.details}>
            <Json title={aboutSomebody ? t('traits') : t('properties')} value={fact.properties} />
            <Json title={t('context')} value={fact.context} />
          </div>
        )}
      </details>
    </li>
  )
}

function Json({ title, value }: { title: string; value: Record<string, unknown> }) {
  const t = useTranslations('facts')
  return (
    <div>
      <div className={classes.key}>{title}</div>
      {Object.keys(value).length > 0 ? (
        <Code block tabIndex={0} className={classes.json}>
          {JSON.stringify(value, null, 2)}
        </Code>
      ) : (
        <span className={classes.origin}>{t('none')}</span>
      )}
    </div>
  )
}
