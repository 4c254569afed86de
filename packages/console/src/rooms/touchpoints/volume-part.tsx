import { SegmentedControl } from '@mantine/core'
import type { Touchpoint } from '@percorso/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Alerts } from './alerts.tsx'
import { steps } from './touchpoints-search.ts'
import type { Period, Step } from './touchpoints-search.ts'
import { VolumeChart } from './volume-chart.tsx'
import classes from './touchpoints.module.css'

const DAILY_DAYS_MAX = 90

type VolumePartProps = { touchpoint: Touchpoint; days: Period; step: Step | undefined; onStep: (step: Step) => void }

/** How many people met it, how often, and whether that is odd. */
export function VolumePart({ touchpoint: { touchpointId, name }, days, step: chosen, onStep }: VolumePartProps) {
  const t = useTranslations('touchpoints')
  const step = chosen ?? (days <= DAILY_DAYS_MAX ? 'day' : 'week')
  const { data, error, refetch } = useQuery(
    api.touchpoints.volume.queryOptions({ input: { touchpointId, days, step }, placeholderData: keepPreviousData }),
  )
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('page.step')}
          value={step}
          onChange={(value) => onStep(value as Step)}
          data={steps.map((each) => ({ value: each, label: t(`page.steps.${each}`) }))}
        />
      </div>
      <Alerts alerts={data.alerts} />
      {data.facts === 0 ? <Notice title={t('quiet')} /> : <VolumeChart volume={data} name={name} />}
    </>
  )
}
