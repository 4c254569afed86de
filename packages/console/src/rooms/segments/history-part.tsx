import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Segment } from './segment-types.ts'
import { daysToChoose } from './segments-search.ts'
import type { SegmentSearch } from './segments-search.ts'
import { SizeChart } from './size-chart.tsx'

type Days = NonNullable<SegmentSearch['days']>

/** How big the segment was, and how many entered and left. */
export function HistoryPart({ segment, days, onDays }: { segment: Segment; days: Days; onDays: (days: Days) => void }) {
  const t = useTranslations('segments.history')
  const { data, error, refetch } = useQuery(api.segments.sizes.queryOptions({ input: { segmentId: segment.segmentId, days } }))
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t('span')}
        value={String(days)}
        onChange={(value) => onDays(Number(value) as Days)}
        data={daysToChoose.map((each) => ({ value: String(each), label: t('days', { n: each }) }))}
      />
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading height={160} />}
      {data?.items.length === 0 && <Notice title={t('none')} />}
      {data && data.items.length > 0 && <SizeChart steps={data.items} step={data.step} name={segment.name} />}
    </>
  )
}
