import type { LivedStep } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../../ui/data-table.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDuration } from '../journeys/use-duration.ts'
import classes from './gaps.module.css'
import { useTold } from './use-told.ts'

/** Each step as it is lived, beside what was expected of it. */
export function StepsTable({ steps }: { steps: LivedStep[] }) {
  const t = useTranslations('gaps.steps')
  const columns = useColumns(steps)
  return (
    <div>
      <h3 className={classes.subtitle}>{t('title')}</h3>
      <DataTable label={t('title')} columns={columns} rows={steps} rowKey={({ step }) => step} empty={<Notice title={t('title')} />} />
    </div>
  )
}

function useColumns(steps: LivedStep[]): Column<LivedStep>[] {
  const t = useTranslations('gaps')
  const format = useFormatter()
  const duration = useDuration()
  const { percent, interval } = useTold()
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const share = (of: LivedStep['met']) => `${percent(of.share)} (${t('ofN', { ...interval(of), n: of.n })})`
  const mean = (score: NonNullable<LivedStep['score']>) => {
    if (score.mean === null) return '–'
    const { n, low, high } = score
    return low === null || high === null
      ? t('steps.meanOnly', { mean: number(score.mean), n })
      : t('steps.mean', { mean: number(score.mean), low: number(low), high: number(high), n })
  }
  const scores: Column<LivedStep>[] = [
    { id: 'score', title: t('steps.score'), width: 220, numeric: true, cell: ({ score }) => (score ? mean(score) : '') },
    { id: 'least', title: t('steps.least'), width: 90, numeric: true, cell: ({ score }) => (score ? number(score.least) : '') },
  ]
  return [
    { id: 'step', title: t('step'), width: 200, cell: ({ name }) => <Name>{name || t('gaps.unnamed')}</Name> },
    { id: 'met', title: t('steps.met'), width: 260, numeric: true, cell: ({ seen, met }) => (seen ? share(met) : t('unseen')) },
    { id: 'median', title: t('steps.duration'), width: 190, numeric: true, cell: ({ duration: { median_ms } }) => duration(median_ms) },
    { id: 'p90', title: t('steps.nine'), width: 170, numeric: true, cell: ({ duration: { p90_ms } }) => duration(p90_ms) },
    { id: 'expected', title: t('steps.expected'), width: 140, numeric: true, cell: ({ duration: { expected_ms } }) => (expected_ms === null ? '' : duration(expected_ms)) },
    { id: 'kept', title: t('steps.kept'), width: 270, numeric: true, cell: ({ duration: { within } }) => (within ? share(within) : '') },
    ...(steps.some(({ score }) => score) ? scores : []),
  ]
} // prettier-ignore
