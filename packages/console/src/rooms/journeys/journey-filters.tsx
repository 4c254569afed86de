import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { JourneyBounds } from './journey-bounds.tsx'
import { USUAL_DAYS, journeyPeriods } from './journeys-search.ts'
import type { JourneysSearch } from './journeys-search.ts'
import { useJourneys } from './use-journeys.ts'

/** Nothing narrowed. */
const ALL: JourneysSearch = { days: undefined, steps: undefined, by: undefined, segment: undefined, account: undefined, trait: undefined, value: undefined, start: undefined, outcome: undefined, last: undefined } // prettier-ignore
type Days = (typeof journeyPeriods)[number]

/** Whose journeys, of what steps, since when. */
export function JourneyFilters() {
  const t = useTranslations('journeys')
  const { search, onSearch } = useJourneys()
  const { days, steps, by, segment, account, trait, start, outcome } = search
  const isNarrowed = [days, steps, by, segment, account, trait, start, outcome].some((part) => part !== undefined)
  return (
    <FilterBar clear={isNarrowed ? () => onSearch(ALL) : undefined}>
      <SegmentedControl
        size="xs"
        aria-label={t('period')}
        value={String(days ?? USUAL_DAYS)}
        onChange={(value) => onSearch({ days: Number(value) as Days })}
        data={journeyPeriods.map((each) => ({ value: String(each), label: t('days', { n: each }) }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('stepsAre')}
        value={steps ?? ''}
        data={[
          { value: '', label: t('steps.usual') },
          { value: 'touchpoints', label: t('steps.touchpoints') },
          { value: 'facts', label: t('steps.facts') },
        ]}
        onChange={(event) =>
          onSearch({
            steps: (event.currentTarget.value || undefined) as typeof steps,
            stages: undefined,
            start: undefined,
            outcome: undefined,
          })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={t('journeyIsOf')}
        value={by ?? ''}
        data={[
          { value: '', label: t('by.person') },
          { value: 'session', label: t('by.session') },
          { value: 'account', label: t('by.account') },
        ]}
        onChange={(event) => onSearch({ by: (event.currentTarget.value || undefined) as typeof by })}
      />
      <SegmentChoice segment={segment} onSegment={(id) => onSearch({ segment: id })} />
      <JourneyBounds />
    </FilterBar>
  )
}

type SegmentChoiceProps = { segment: number | undefined; onSegment: (segment: number | undefined) => void }

function SegmentChoice({ segment, onSegment }: SegmentChoiceProps) {
  const t = useTranslations('journeys')
  const { may } = useMe()
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  return (
    <NativeSelect
      size="xs"
      maw={240}
      aria-label={t('segment')}
      value={segment === undefined ? '' : String(segment)}
      data={[
        { value: '', label: t('everybody') },
        ...(data?.items ?? []).map(({ segmentId, name }) => ({ value: String(segmentId), label: name })),
      ]}
      onChange={(event) => onSegment(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
    />
  )
}
