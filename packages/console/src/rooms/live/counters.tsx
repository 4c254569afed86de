import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Count } from '../../ui/count.tsx'
import { Problem } from '../../ui/problem.tsx'
import classes from './live.module.css'

const COUNTED = ['facts', 'profiles', 'accounts', 'intakePending', 'rejected', 'duplicates', 'bots'] as const

type Stats = Record<(typeof COUNTED)[number], number>

/** How much there is of everything. */
export function Counters({ stats: { data, error, refetch } }: { stats: UseQueryResult<Stats> }) {
  const t = useTranslations('live.counters')
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <dl className={classes.counters} aria-label={t('title')} aria-busy={!data}>
      {COUNTED.map((name) => (
        <div key={name} className={classes.counter}>
          <dt>{t(name)}</dt>
          <dd>{data ? <Counted name={name} of={data[name]} /> : <Skeleton height={18} width={56} />}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What was rejected leads to why. */
function Counted({ name, of: count }: { name: (typeof COUNTED)[number]; of: number }) {
  if (name !== 'rejected' || count === 0) return <Count of={count} />
  return (
    <Link to="/rejected" className={classes.who}>
      <Count of={count} />
    </Link>
  )
}
