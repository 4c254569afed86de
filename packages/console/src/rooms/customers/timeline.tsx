import { Button, NativeSelect, Skeleton, Text, TextInput } from '@mantine/core'
import type { StoredFact } from '@percorso/contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useId } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useSourceName } from '../../facts/source-name.tsx'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Problem } from '../../ui/problem.tsx'
import { byDay, bySource } from './by-day.ts'
import classes from './profile.module.css'
import { TimelineFact } from './timeline-fact.tsx'
import { readTimelineSearch, timelineInput } from './timeline-search.ts'
import type { TimelineSearch } from './timeline-search.ts'

const PAGE = 50
/** A page of the server may be short where the next facts are months older: so many are wanted at once. */
const AT_FIRST = 25

/** Everything that happened to this person, latest first, by day and by where it came from. */
export function Timeline({ profileId }: { profileId: string }) {
  const t = useTranslations('customers.timeline')
  const id = useId()
  const search = useSearch({ from: '/profiles/$profileId' })
  const timeline = useTimeline(profileId, search)
  const facts = timeline.data?.pages.flatMap(({ items }) => items) ?? []
  const isNarrow = Object.values(search).some((part) => part !== undefined)
  return (
    <section aria-labelledby={id}>
      <Text component="h2" id={id} fw={600} size="sm" mb="xs">
        {t('title')}
      </Text>
      <TimelineFilters profileId={profileId} search={search} isNarrow={isNarrow} />
      {timeline.isPending && <Skeleton height={320} aria-hidden />}
      {byDay(facts).map(({ day, facts: ofDay }) => (
        <Day key={day} day={day} facts={ofDay} profileId={profileId} />
      ))}
      {timeline.error && (
        <Problem error={timeline.error} retry={() => void (facts.length > 0 ? timeline.fetchNextPage() : timeline.refetch())} />
      )}
      {timeline.hasNextPage && !timeline.error && (
        <Button size="xs" variant="default" loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t('older')}
        </Button>
      )}
      {timeline.isSuccess && !timeline.hasNextPage && (
        <Text size="sm" c="dimmed">
          {facts.length > 0 ? t('end') : isNarrow ? t('noneMeant') : t('none')}
        </Text>
      )}
    </section>
  )
}

function useTimeline(profileId: string, search: TimelineSearch) {
  const timeline = useInfiniteQuery(
    api.profiles.timeline.infiniteOptions({
      input: (cursor: string | undefined) => ({
        profileId,
        ...timelineInput(search),
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, hasNextPage, isFetching, error, fetchNextPage } = timeline
  const shown = data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetching && !error && shown < AT_FIRST) void fetchNextPage()
  }, [hasNextPage, isFetching, error, shown, fetchNextPage])
  return timeline
}

type TimelineFiltersProps = { profileId: string; search: TimelineSearch; isNarrow: boolean }

/** Only what this person's facts really are can be chosen. */
function TimelineFilters({ profileId, search, isNarrow }: TimelineFiltersProps) {
  const t = useTranslations('customers.timeline')
  const navigate = useNavigate({ from: '/profiles/$profileId' })
  const sourceName = useSourceName()
  const { data } = useQuery(api.profiles.overview.queryOptions({ input: { profileId } }))
  const change = (part: object) => void navigate({ search: readTimelineSearch({ ...search, ...part }), replace: true, resetScroll: false })
  const clear = isNarrow ? () => void navigate({ search: {}, replace: true, resetScroll: false }) : undefined
  const names = [...new Set([...(data?.touchpoints.map(({ name }) => name) ?? []), ...(search.name === undefined ? [] : [search.name])])]
  const sources = [
    ...new Set([...(data?.touchpoints.map(({ sourceId }) => sourceId) ?? []), ...(search.source === undefined ? [] : [search.source])]),
  ]
  return (
    <FilterBar clear={clear}>
      <NativeSelect
        size="xs"
        maw={200}
        aria-label={t('name')}
        value={search.name ?? ''}
        onChange={(event) => change({ name: event.currentTarget.value })}
        data={[{ value: '', label: t('anyName') }, ...names]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('source')}
        value={search.source ?? ''}
        onChange={(event) => change({ source: event.currentTarget.value || undefined })}
        data={[{ value: '', label: t('anySource') }, ...sources.map((each) => ({ value: String(each), label: sourceName(each) }))]}
      />
      <DelayedInput label={t('text')} value={search.text} onValue={(text) => change({ text })} />
      <TextInput
        size="xs"
        type="date"
        aria-label={t('from')}
        value={search.from ?? ''}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t('to')}
        value={search.to ?? ''}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
    </FilterBar>
  )
}

function Day({ day, facts, profileId }: { day: string; facts: StoredFact[]; profileId: string }) {
  const format = useFormatter()
  const sourceName = useSourceName()
  return (
    <div className={classes.day}>
      <h3 className={classes.date}>{format.dateTime(new Date(facts[0]!.time), { dateStyle: 'full' })}</h3>
      {bySource(facts).map(({ sourceId, facts: ofSource }) => (
        <div key={ofSource[0]!.messageId} className={classes.stretch}>
          <div className={classes.from}>
            <bdi>{sourceName(sourceId)}</bdi>
          </div>
          <ol className={classes.facts} data-day={day}>
            {ofSource.map((fact) => (
              <TimelineFact key={fact.messageId} fact={fact} profileId={profileId} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  )
}
