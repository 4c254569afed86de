import { Badge } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { WAYS } from './credit-bars.tsx'
import type { Attributed } from './moment-types.ts'
import { usePoints } from './use-points.ts'

/** Every touchpoint, what is lost without it, and its conversions by each way of counting. */
export function AttributionTable({ items }: { items: Attributed[] }) {
  const t = useTranslations('moments.attribution')
  return (
    <DataTable label={t('table')} columns={useColumns()} rows={items} rowKey={({ step }) => step} empty={<Notice title={t('none')} />} />
  )
}

function useColumns(): Column<Attributed>[] {
  const t = useTranslations('moments.attribution')
  const format = useFormatter()
  const { percent } = usePoints()
  const estimate = ({ value, low, high }: Attributed['share']) => `${percent(value)} (${percent(low)}–${percent(high)})`
  return [
    { id: 'touchpoint', title: t('touchpoint'), width: 240, cell: ({ name, mandatory }) => <><Name>{name}</Name> {mandatory && <Badge size="xs" variant="light">{t('mandatory')}</Badge>}</> },
    { id: 'removal', title: t('removal'), width: 210, numeric: true, cell: ({ removalEffect }) => estimate(removalEffect) },
    { id: 'share', title: t('share'), width: 210, numeric: true, cell: ({ share }) => estimate(share) },
    ...WAYS.map((way) => ({ id: way, title: t(`ways.${way}`), width: 120, numeric: true, cell: ({ conversions }: Attributed) => format.number(conversions[way], { maximumFractionDigits: 1 }) })),
  ]
} // prettier-ignore
