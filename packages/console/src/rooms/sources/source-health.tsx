import { SegmentedControl, Title } from '@mantine/core'
import type { RateStep } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count } from '../../ui/count.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { RateChart } from './rate-chart.tsx'
import type { Rate } from './source-types.ts'
import classes from './sources.module.css'

const LOOK_EVERY_MS = 5_000

/** How much a source sends, and what of it is not taken. */
export function SourceHealth({ sourceId, by, onBy }: { sourceId: number; by: RateStep; onBy: (by: RateStep) => void }) {
  const t = useTranslations('sources')
  const { data, error, refetch } = useQuery({
    ...api.sources.rate.queryOptions({ input: { sourceId, by } }),
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: (before) => before,
  })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="sm"
        value={by}
        onChange={(value) => onBy(value as RateStep)}
        data={(['minute', 'hour', 'day'] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      {data ? <RateChart rate={data} /> : <Loading height={160} />}
      {data && <Reasons sourceId={sourceId} reasons={data.reasons} />}
    </>
  )
}

function Reasons({ sourceId, reasons }: { sourceId: number; reasons: Rate['reasons'] }) {
  const t = useTranslations('sources')
  const why = useTranslations('live.rejected.why')
  return (
    <section aria-labelledby="reasons">
      <Title order={2} size="h5" mt="lg" mb={4} id="reasons">
        {t('rejectedHere')}
      </Title>
      {reasons.length === 0 && <NoticeText>{t('noneRejected')}</NoticeText>}
      <ul className={classes.keys}>
        {reasons.map(({ reason, facts, lastAt }) => (
          <li key={reason} className={classes.key}>
            <Link to="/rejected" search={{ reason, source: sourceId }} className={classes.link}>
              <Count of={facts} /> {why(reason)}
            </Link>
            <small>
              <Moment at={lastAt} as="ago" />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
