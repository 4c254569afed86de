import { NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Share } from '../../ui/count.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Difference } from './segment-types.ts'

type ComparePartProps = { segmentId: number; other: number | undefined; onOther: (other: number | undefined) => void }

/** In what its people differ most from those of another segment, or from everybody else. */
export function ComparePart({ segmentId, other, onOther }: ComparePartProps) {
  const t = useTranslations('segments.compare')
  const input = { segmentId, ...(other !== undefined && { with: other }) }
  const { data, error, refetch } = useQuery(api.segments.compare.queryOptions({ input }))
  const columns = useColumns(data?.a ?? 0, data?.b ?? 0)
  return (
    <>
      <OtherChoice segmentId={segmentId} other={other} onOther={onOther} />
      <Text size="sm" c="dimmed" mb="xs">
        {data ? t('lead', { a: data.a, b: data.b }) : t('hint')}
      </Text>
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={data.items}
          rowKey={({ kind, key, value }) => JSON.stringify([kind, key, value])}
          empty={<Notice title={t('none')} />}
        />
      )}
    </>
  )
}

function OtherChoice({ segmentId, other, onOther }: ComparePartProps) {
  const t = useTranslations('segments.compare')
  const { data } = useQuery(api.segments.list.queryOptions())
  const others = (data?.items ?? []).filter((each) => each.segmentId !== segmentId)
  return (
    <NativeSelect
      size="xs"
      maw={320}
      mb="xs"
      label={t('with')}
      value={other === undefined ? '' : String(other)}
      data={[{ value: '', label: t('everybodyElse') }, ...others.map(({ segmentId: id, name }) => ({ value: String(id), label: name }))]}
      onChange={(event) => onOther(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
    />
  )
}

function useColumns(a: number, b: number): Column<Difference>[] {
  const t = useTranslations('segments.compare')
  const format = useFormatter()
  const points = (share: number) => format.number(share * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  return [
    { id: 'what', title: t('what'), width: 280, cell: (item) => <Name>{nameOf(item, t)}</Name> },
    { id: 'a', title: t('here'), width: 150, numeric: true, cell: (item) => <Share part={item.a.people} of={a} /> },
    { id: 'b', title: t('there'), width: 150, numeric: true, cell: (item) => <Share part={item.b.people} of={b} /> },
    { id: 'difference', title: t('difference'), width: 130, numeric: true, cell: (item) => points(item.difference) },
    {
      id: 'interval',
      title: t('interval'),
      width: 170,
      numeric: true,
      cell: ({ low, high }) => t('fromTo', { low: points(low), high: points(high) }),
    },
  ]
}

function nameOf({ kind, key, value }: Difference, t: ReturnType<typeof useTranslations<'segments.compare'>>): string {
  if (kind === 'fact') return t('fact', { name: key })
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return value === undefined ? t('trait', { name: key }) : t('traitValue', { name: key, value: text })
}
