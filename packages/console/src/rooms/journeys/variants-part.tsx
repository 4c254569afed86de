import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Count, Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import classes from './journeys.module.css'
import { NoJourneys } from './no-journeys.tsx'
import { useDuration } from './use-duration.ts'
import { useJourneys } from './use-journeys.ts'

const SHOWN = 100
const STEPS_SHOWN = 12

/** The ways through that journeys take, the most frequent first. */
export function VariantsPart() {
  const t = useTranslations('journeys')
  const format = useFormatter()
  const duration = useDuration()
  const { question, search } = useJourneys()
  const { data, error, refetch } = useQuery({ ...api.journeys.variants.queryOptions({ input: { question, limit: SHOWN } }), placeholderData: keepPreviousData })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.cases === 0) return <NoJourneys />
  const names = new Map(data.names.map(({ step, name }) => [step, name]))
  const said = (steps: string[], length: number) => {
    const shown = steps.slice(0, STEPS_SHOWN).map((step) => names.get(step))
    return [...shown, ...(length > shown.length ? [t('variants.more', { n: length - shown.length })] : [])].join(' → ')
  }
  return (
    <>
      <p className={classes.note}>{t('variants.lead', { distinct: data.distinct, cases: data.cases })}</p>
      <DataTable
        label={t('tabs.variants')}
        columns={[
          { id: 'way', title: t('variants.way'), width: 460, cell: ({ steps, length }) => <Name>{said(steps, length)}</Name> },
          { id: 'cases', title: t('cases'), width: 150, numeric: true, cell: ({ cases }) => <Share part={cases} of={data.cases} /> },
          { id: 'cumulative', title: t('variants.cumulative'), width: 130, numeric: true, cell: ({ cumulative }) => format.number(cumulative, { style: 'percent', maximumFractionDigits: 1 }) },
          { id: 'people', title: t('people'), width: 100, numeric: true, cell: ({ people }) => <Count of={people} /> },
          { id: 'median', title: t('median'), width: 130, numeric: true, cell: ({ durations }) => duration(durations.median_ms) },
        ]}
        rows={data.items}
        rowKey={({ variant }) => variant}
        link={({ variant }) => ({ to: '/journeys', search: { ...search, part: { variant } } })}
        empty={<NoJourneys />}
      />
    </>
  )
} // prettier-ignore
