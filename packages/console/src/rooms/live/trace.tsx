import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { BotBadge, FactTypeBadge } from '../../facts/fact-type.tsx'
import { useSourceName } from '../../facts/source-name.tsx'
import { JsonViewer } from '../../ui/json-viewer.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import classes from './trace.module.css'
import { IdentifierList, LinkList, TraitList } from './trace-people.tsx'
import type { FactTrace } from './fact-trace.ts'

/** What became of a fact: the steps of the pipeline, in their order. */
export function Trace({ trace }: { trace: FactTrace }) {
  const t = useTranslations('live.trace')
  const { fact, call } = trace
  return (
    <>
      <div className={classes.head}>
        <Title order={2} size="h4">
          <Name>{fact.name}</Name>
        </Title>
        <FactTypeBadge type={fact.type} />
        {fact.bot && <BotBadge />}
      </div>
      <ol className={classes.steps}>
        <Received trace={trace} />
        <Normalised trace={trace} />
        <Step title={t('deduplicated')}>{t(duplicateText(trace))}</Step>
        <Identified trace={trace} />
        <Kept trace={trace} />
        <Applied trace={trace} />
      </ol>
      <Title order={3} size="h6" mt="md" mb={4}>
        {t('raw')}
      </Title>
      <Text size="xs" c="dimmed" mb={6}>
        {t('rawHint')}
      </Text>
      <JsonViewer value={call} label={t('raw')} />
    </>
  )
}

function Received({ trace: { fact } }: { trace: FactTrace }) {
  const t = useTranslations('live.trace')
  const sourceName = useSourceName()
  const { library, ip, userAgent } = fact.context as { library?: { name?: unknown; version?: unknown }; ip?: unknown; userAgent?: unknown }
  const said = [library?.name, library?.version, ip, userAgent].filter((part) => typeof part === 'string') as string[]
  return (
    <Step title={t('received')}>
      <Moment at={fact.receivedAt} as="moment-unless-today" /> · <Name>{sourceName(fact.sourceId)}</Name>
      {said.length > 0 && (
        <Text size="xs" c="dimmed">
          <bdi>{said.join(' · ')}</bdi>
        </Text>
      )}
    </Step>
  )
}

function Normalised({ trace: { fact, time, left } }: { trace: FactTrace }) {
  const t = useTranslations('live.trace')
  return (
    <Step title={t('normalised')}>
      {t('happened')} <Moment at={fact.time} as="moment-unless-today" />
      {time.clamped && (
        <Text size="sm">
          {t('clamped')} <code>{JSON.stringify(time.sent)?.slice(0, 200)}</code>
        </Text>
      )}
      {left.length > 0 && <Text size="sm">{t('left', { kinds: left.join(', ') })}</Text>}
    </Step>
  )
}

function Identified({ trace: { identifiers, links } }: { trace: FactTrace }) {
  const t = useTranslations('live.trace')
  return (
    <Step title={t('identified')}>
      <IdentifierList identifiers={identifiers} />
      <LinkList links={links} />
    </Step>
  )
}

function Kept({ trace: { row } }: { trace: FactTrace }) {
  const t = useTranslations('live.trace')
  return (
    <Step title={t('kept')}>
      <Text size="sm">{t('keptAs', { chunk: String(row.chunkId), partition: row.partition })}</Text>
      {Object.keys(row.types).length > 0 && <JsonViewer value={row.types} label={t('types')} />}
    </Step>
  )
}

function Applied({ trace: { fact, applied } }: { trace: FactTrace }) {
  const t = useTranslations('live.trace')
  return (
    <Step title={t('applied')}>
      {applied.profileId === null ? (
        t(fact.bot ? 'appliedToNobody' : 'appliedToGone')
      ) : (
        <Link to="/profiles/$profileId" params={{ profileId: applied.profileId }} className={classes.link}>
          {t('toPerson')}
        </Link>
      )}
      {applied.accountId !== '' && (
        <Text size="sm">
          {t('account')} <Name>{applied.accountId}</Name>
        </Text>
      )}
      <TraitList traits={applied.traits} />
    </Step>
  )
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <li aria-labelledby={id}>
      <h3 id={id} className={classes.step}>
        {title}
      </h3>
      <div className={classes.said}>{children}</div>
    </li>
  )
}

function duplicateText({ duplicate: { remembered, owner } }: FactTrace) {
  if (!remembered) return 'duplicateForgotten' as const
  return owner ? ('duplicateFirst' as const) : ('duplicateOther' as const)
}
