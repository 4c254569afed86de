import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { BotBadge, FactTypeBadge } from '../../facts/fact-type.tsx'
import { useSourceName } from '../../facts/source-name.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { toPlace } from './live-search.ts'
import type { LiveSearch } from './live-search.ts'
import classes from './live.module.css'
import type { LiveFact } from './use-live-facts.ts'

const SHOWN_AT_FIRST = 200

export function LiveList({ facts }: { facts: LiveFact[] }) {
  const t = useTranslations('live')
  const ui = useTranslations('ui')
  const sourceName = useSourceName()
  const [shownMax, setShownMax] = useState(SHOWN_AT_FIRST)
  const shown = facts.slice(0, shownMax)
  return (
    <section>
      <Text component="h2" size="sm" c="dimmed" mb={6}>
        {t('shown', { count: shown.length })}
      </Text>
      <ol className={classes.list} aria-label={t('list')}>
        {shown.map((fact) => (
          <LiveRow key={fact.arrival} fact={fact} source={sourceName(fact.sourceId)} />
        ))}
      </ol>
      {facts.length > shown.length && (
        <Button size="compact-xs" variant="default" mt="xs" onClick={() => setShownMax(shownMax + SHOWN_AT_FIRST)}>
          {ui('moreOf', { shown: shown.length, size: facts.length })}
        </Button>
      )}
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
        <Link to="/live" search={(before: LiveSearch) => ({ ...before, fact: toPlace(fact) })} className={classes.open}>
          <Name>{fact.name}</Name>
        </Link>{' '}
        {fact.bot && <BotBadge />}
      </span>
      <Link to="/profiles/$profileId" params={{ profileId: fact.profileId }} className={classes.who}>
        <Name>{whoOf(fact)}</Name>
      </Link>
      <span className={classes.source}>
        <Name>{source}</Name>
      </span>
    </li>
  )
})

/** The best name for somebody that one fact gives. */
function whoOf({ userId, anonymousId, properties, context, profileId }: LiveFact): string {
  const { email } = { ...(context['traits'] as object | undefined), ...properties } as { email?: unknown }
  return userId || (typeof email === 'string' && email) || anonymousId || profileId
}
