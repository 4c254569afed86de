import { Text } from '@mantine/core'
import type { Explained } from '@percorso/contract'
import { IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DecideButtons } from './decide-buttons.tsx'
import { ExplainedTree, Holds } from './explained-tree.tsx'
import type { Explanation as Answer } from './segment-types.ts'
import classes from './segments.module.css'
import { useBecause } from './use-because.ts'

type ExplanationProps = { segmentId: number; profileId: string; withName?: boolean }

/** Why somebody is in a segment or not: each condition with what was found, and when it would change by itself. */
export function Explanation({ segmentId, profileId, withName = false }: ExplanationProps) {
  const { data, error, refetch } = useQuery(api.segments.explain.queryOptions({ input: { segmentId, profileId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading height={120} />
  return (
    <div className={classes.explanation}>
      {withName && <Person profileId={profileId} />}
      <Verdict answer={data} />
      <ExplainedTree explained={data.why as Explained} />
      <DecideButtons segmentId={segmentId} profileId={profileId} byHand={data.byHand} member={data.member} />
    </div>
  )
}

function Person({ profileId }: { profileId: string }) {
  const { data } = useQuery(api.profiles.get.queryOptions({ input: { profileId } }))
  return (
    data && (
      <Text component="h2" size="sm" fw={600}>
        <Link to="/profiles/$profileId" params={{ profileId }}>
          <Name>{data.name ?? data.head.value}</Name>
        </Link>
      </Text>
    )
  )
}

function Verdict({ answer: { member, since, because, byHand, turnsAt } }: { answer: Answer }) {
  const t = useTranslations('segments.why')
  const reason = useBecause()
  return (
    <div>
      <p className={classes.verdict}>
        <Holds holds={member} /> {t(member ? 'in' : 'out')}
        {since !== null && (
          <small>
            {t.rich('since', { time: () => <Moment at={since} /> })}
            {because && ` · ${reason(because)}`}
          </small>
        )}
      </p>
      {byHand !== null && (
        <p className={classes.byHand}>
          <IconHandStop size={15} aria-hidden /> {t(byHand === 'in' ? 'byHandIn' : 'byHandOut')}
        </p>
      )}
      <Text size="sm" c="dimmed">
        {turnsAt === null ? t('stays') : t.rich(member ? 'leavesAt' : 'entersAt', { time: () => <Moment at={turnsAt} /> })}
      </Text>
    </div>
  )
}
