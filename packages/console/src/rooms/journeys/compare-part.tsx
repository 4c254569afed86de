import { NativeSelect } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useMe } from '../../shell/me.ts'
import type { Compared, Question } from './journey-types.ts'
import classes from './journeys.module.css'
import { NoJourneys } from './no-journeys.tsx'
import { useDuration } from './use-duration.ts'
import { useJourneys } from './use-journeys.ts'

/** In what these journeys differ from those of the period before, or from those of another segment. */
export function ComparePart() {
  const t = useTranslations('journeys.compare')
  const { question, search } = useJourneys()
  const b = search.with === undefined ? periodBefore(question) : { ...question, segmentId: search.with }
  const { data, error, refetch } = useQuery({ ...api.journeys.compare.queryOptions({ input: { a: question, b } }), placeholderData: keepPreviousData })
  const columns = useColumns(new Map(data?.names.map(({ step, name }) => [step, name])))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.cases.a === 0) return <NoJourneys />
  return (
    <>
      <OtherChoice />
      <p className={classes.note}>{t('lead', { a: data.cases.a, b: data.cases.b })}</p>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={data.items}
        rowKey={({ from, to }) => JSON.stringify([from, to])}
        link={({ from, to }) => ({ to: '/journeys', search: { ...search, part: { from, to } } })}
        empty={<Notice title={t('none')} />}
      />
    </>
  )
} // prettier-ignore

/** As long a time, right before. */
function periodBefore({ from = '', to = '', ...question }: Question): Question {
  return { ...question, from: new Date(2 * Date.parse(from) - Date.parse(to)).toISOString(), to: from }
}

function OtherChoice() {
  const t = useTranslations('journeys.compare')
  const { may } = useMe()
  const { search, onSearch } = useJourneys()
  const { data } = useQuery({ ...api.segments.list.queryOptions(), enabled: may('segments.read') })
  const others = (data?.items ?? []).filter(({ segmentId }) => segmentId !== search.segment)
  return (
    <NativeSelect
      size="xs"
      maw={320}
      mb="xs"
      label={t('with')}
      value={search.with === undefined ? '' : String(search.with)}
      data={[{ value: '', label: t('before') }, ...others.map(({ segmentId, name }) => ({ value: String(segmentId), label: name }))]}
      onChange={(event) => onSearch({ with: event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value) })}
    />
  )
}

function useColumns(names: ReadonlyMap<string, string>): Column<Compared>[] {
  const t = useTranslations('journeys')
  const format = useFormatter()
  const duration = useDuration()
  const percent = (share: number | null) => (share === null ? '–' : format.number(share, { style: 'percent', maximumFractionDigits: 1 }))
  const points = (share: number) => format.number(share * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  return [
    { id: 'passage', title: t('passage'), width: 300, cell: ({ from, to }) => <Name>{`${names.get(from)} → ${names.get(to)}`}</Name> },
    { id: 'a', title: t('compare.here'), width: 110, numeric: true, cell: ({ a }) => percent(a.share) },
    { id: 'b', title: t('compare.there'), width: 110, numeric: true, cell: ({ b }) => percent(b.share) },
    { id: 'difference', title: t('compare.difference'), width: 130, numeric: true, cell: ({ difference }) => (difference === null ? '–' : points(difference)) },
    { id: 'interval', title: t('compare.interval'), width: 150, numeric: true, cell: ({ low, high }) => t('compare.fromTo', { low: points(low), high: points(high) }) },
    { id: 'medianA', title: t('compare.medianHere'), width: 130, numeric: true, cell: ({ a }) => duration(a.median_ms) },
    { id: 'medianB', title: t('compare.medianThere'), width: 130, numeric: true, cell: ({ b }) => duration(b.median_ms) },
  ]
} // prettier-ignore
