import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { useChoices } from '../moments/use-choices.ts'
import { USUAL_DAYS, gapPeriods } from './gaps-search.ts'
import { useGaps } from './use-gaps.ts'

/** Since when, whose journeys, and what should come of them. */
export function GapFilters() {
  const t = useTranslations('gaps')
  const { search, onSearch } = useGaps()
  const { days, segment, outcome } = search
  const { may } = useMe()
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  const { groups } = useChoices('touchpoints', [outcome])
  const isNarrowed = [days, segment, outcome].some((part) => part !== undefined)
  return (
    <FilterBar clear={isNarrowed ? () => onSearch({ days: undefined, segment: undefined, outcome: undefined }) : undefined}>
      <SegmentedControl
        size="xs"
        aria-label={t('period')}
        value={String(days ?? USUAL_DAYS)}
        onChange={(value) => onSearch({ days: gapPeriods.find((each) => String(each) === value) })}
        data={gapPeriods.map((each) => ({ value: String(each), label: t('days', { n: each }) }))}
      />
      <NativeSelect
        size="xs"
        maw={240}
        aria-label={t('segment')}
        value={segment === undefined ? '' : String(segment)}
        data={[{ value: '', label: t('itsPeople') }, ...(data?.items ?? []).map(({ segmentId, name }) => ({ value: String(segmentId), label: name }))]}
        onChange={(event) => onSearch({ segment: event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value) })}
      />
      <NativeSelect
        size="xs"
        maw={240}
        aria-label={t('outcome')}
        value={outcome ?? ''}
        data={[{ value: '', label: t('noOutcome') }, ...groups]}
        onChange={(event) => onSearch({ outcome: event.currentTarget.value || undefined })}
      />
    </FilterBar>
  )
} // prettier-ignore
