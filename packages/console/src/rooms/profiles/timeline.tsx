import { Button, Skeleton, Text } from '@mantine/core'
import type { StoredFact } from '@percorso/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../shell/problem.tsx'
import { byDay } from './by-day.ts'
import classes from './profile.module.css'
import { TimelineFact } from './timeline-fact.tsx'

const FACTS_PER_PAGE = 50

/** Everything that happened to a person, latest first, day by day. */
export function Timeline({ profileId }: { profileId: string }) {
  const t = useTranslations('profile')
  const id = useId()
  const timeline = useInfiniteQuery(
    api.profiles.timeline.infiniteOptions({
      input: (cursor: string | undefined) => ({ profileId, limit: FACTS_PER_PAGE, ...(cursor !== undefined && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  const facts = timeline.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby={id}>
      <Text component="h2" id={id} fw={600} size="sm" mb="xs">
        {t('timeline')}
      </Text>
      {timeline.isPending && <Skeleton height={320} aria-hidden />}
      {byDay(facts).map(({ day, facts: ofDay }) => (
        <Day key={day} day={day} facts={ofDay} />
      ))}
      {timeline.error && (
        <Problem error={timeline.error} retry={() => void (facts.length > 0 ? timeline.fetchNextPage() : timeline.refetch())} />
      )}
      {timeline.hasNextPage && !timeline.error && (
        <Button size="xs" variant="default" loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {timeline.isSuccess && !timeline.hasNextPage && (
        <Text size="sm" c="dimmed">
          {facts.length > 0 ? t('end') : t('noFacts')}
        </Text>
      )}
    </section>
  )
}

function Day({ day, facts }: { day: string; facts: StoredFact[] }) {
  const format = useFormatter()
  return (
    <div className={classes.day}>
      <h3 className={classes.date}>{format.dateTime(new Date(facts[0]!.time), { dateStyle: 'full' })}</h3>
      <ol className={classes.facts} data-day={day}>
        {facts.map((fact) => (
          <TimelineFact key={fact.messageId} fact={fact} />
        ))}
      </ol>
    </div>
  )
}
