import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { Problem } from '../../shell/problem.tsx'
import classes from './live.module.css'

const COUNTED = ['facts', 'profiles', 'accounts', 'intakePending', 'rejected', 'duplicates', 'bots'] as const

type Stats = Record<(typeof COUNTED)[number], number>

/** How much there is of everything. */
export function Counters({ stats: { data, error, refetch } }: { stats: UseQueryResult<Stats> }) {
  const t = useTranslations('counters')
  const format = useFormatter()
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <dl className={classes.counters} aria-label={t('title')} aria-busy={!data}>
      {COUNTED.map((name) => (
        <div key={name} className={classes.counter}>
          <dt>{t(name)}</dt>
          <dd>{data ? format.number(data[name]) : <Skeleton height={18} width={56} />}</dd>
        </div>
      ))}
    </dl>
  )
}
