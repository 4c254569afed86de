import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { BotBadge, FactTypeBadge } from '../../facts/fact-type.tsx'
import { Moment } from '../../facts/moment.tsx'
import { useSourceName } from '../../facts/source-name.tsx'
import classes from './live.module.css'
import type { LiveFact } from './use-live-facts.ts'

export function LiveList({ facts }: { facts: LiveFact[] }) {
  const t = useTranslations('live')
  const sourceName = useSourceName()
  return (
    <section>
      <Text component="h2" size="sm" c="dimmed" mb={6}>
        {t('shown', { count: facts.length })}
      </Text>
      <ol className={classes.list} aria-label={t('list')}>
        {facts.map((fact) => (
          <LiveRow key={fact.arrival} fact={fact} source={sourceName(fact.sourceId)} />
        ))}
      </ol>
    </section>
  )
}

const LiveRow = memo(function LiveRow({ fact, source }: { fact: LiveFact; source: string }) {
  return (
    <li className={classes.row}>
      <span className={classes.time}>
        <Moment at={fact.time} as="moment-unless-today" />
      </span>
      <span className={classes.type}>
        <FactTypeBadge type={fact.type} />
      </span>
      <span className={classes.fact}>
        {fact.name} {fact.bot && <BotBadge />}
      </span>
      <Link to="/profiles/$profileId" params={{ profileId: fact.profileId }} className={classes.who}>
        {whoOf(fact)}
      </Link>
      <span className={classes.source}>{source}</span>
    </li>
  )
})

/** The best name for somebody that one fact gives. */
function whoOf({ userId, anonymousId, properties, context, profileId }: LiveFact): string {
  const { email } = { ...(context['traits'] as object | undefined), ...properties } as { email?: unknown }
  return userId || (typeof email === 'string' && email) || anonymousId || profileId
}
