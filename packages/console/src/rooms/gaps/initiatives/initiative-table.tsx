import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../../../ui/data-table.tsx'
import type { Column, DataTableProps } from '../../../ui/data-table.tsx'
import { Name } from '../../../ui/name.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useTold } from '../use-told.ts'
import type { Initiative } from './initiative-types.ts'
import { useEffectOf } from './use-initiative.ts'

type InitiativeTableProps = {
  initiatives: Initiative[]
  empty?: ReactNode
  more?: NonNullable<DataTableProps<Initiative>['more']>
  loading?: boolean
}

/** Initiatives, with who answers for each, its target, and how it stands. */
export function InitiativeTable({ initiatives, empty, more, loading = false }: InitiativeTableProps) {
  const t = useTranslations('gaps.initiatives')
  return (
    <DataTable
      label={t('title')}
      columns={useColumns()}
      rows={initiatives}
      rowKey={({ initiativeId }) => String(initiativeId)}
      link={({ initiativeId }) => ({ to: '/initiatives/$initiativeId', params: { initiativeId: String(initiativeId) } })}
      loading={loading}
      empty={empty ?? <Notice title={t('none')} />}
      {...(more && { more })}
    />
  )
}

function useColumns(): Column<Initiative>[] {
  const t = useTranslations('gaps.initiatives')
  const format = useFormatter()
  const { percent } = useTold()
  return [
    { id: 'name', title: t('name'), width: 260, cell: ({ name }) => <Name>{name}</Name> },
    { id: 'state', title: t('state'), width: 110, cell: ({ state }) => t(`states.${state}`) },
    { id: 'owner', title: t('owner'), width: 130, cell: ({ owner }) => <Name>{owner}</Name> },
    { id: 'target', title: t('target'), width: 90, numeric: true, cell: ({ target }) => percent(target) },
    { id: 'now', title: t('now'), width: 220, numeric: true, cell: (initiative) => <Now initiative={initiative} /> },
    { id: 'effect', title: t('effect'), width: 310, numeric: true, cell: (initiative) => <Short initiative={initiative} /> },
    { id: 'due', title: t('due'), width: 120, cell: ({ dueOn }) => (dueOn === null ? '' : format.dateTime(new Date(dueOn), { dateStyle: 'medium', timeZone: 'UTC' })) },
  ]
} // prettier-ignore

function Now({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps')
  const { percent, interval } = useTold()
  const { effect, error } = useEffectOf(initiative)
  if (effect === null || error) return '–'
  if (!effect) return '…'
  const { after } = effect.treated
  return `${percent(after.share)} (${t('ofN', { ...interval(after), n: after.n })})`
}

function Short({ initiative }: { initiative: Initiative }) {
  const t = useTranslations('gaps.one.verdicts')
  const { points } = useTold()
  const { effect, error } = useEffectOf(initiative)
  if (effect === null || error) return '–'
  if (!effect) return '…'
  const { difference, verdict } = effect
  return `${difference ? `${points(difference.value)} (${points(difference.low)}…${points(difference.high)})` : '–'}, ${t(verdict)}`
}
