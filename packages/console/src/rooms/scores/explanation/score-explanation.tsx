import { Text } from '@mantine/core'
import type { Explained } from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Loading } from '../../../ui/loading.tsx'
import { Moment } from '../../../ui/moment.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { ExplainedTree } from '../../segments/explained-tree.tsx'
import { ScoreLine } from '../score-line.tsx'
import type { Explanation } from '../score-types.ts'
import { EngagementParts } from './engagement-parts.tsx'
import classes from './explanation.module.css'
import { FitParts } from './fit-parts.tsx'
import { HistoryCurve } from './history-curve.tsx'
import { StageSteps } from './stage-steps.tsx'

/** Where somebody’s score comes from, what it was, what would raise it, and when it would change by itself. */
export function ScoreExplanation({ modelId, profileId }: { modelId: number; profileId: string }) {
  const { data, error, refetch } = useQuery(api.scores.explain.queryOptions({ input: { modelId, profileId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading height={160} />
  return data.scored === null ? <NotScored who={data.who as Explained | null} /> : <Parts explanation={data} />
}

function NotScored({ who }: { who: Explained | null }) {
  const t = useTranslations('scores.explain')
  return (
    <>
      <p>{t('notScored')}</p>
      {who && <ExplainedTree explained={who} />}
    </>
  )
}

function Parts({ explanation }: { explanation: Explanation }) {
  const t = useTranslations('scores.explain')
  const { scored, turnsAt, raise, fit, engagement, history, stages, moves } = explanation
  return (
    <div className={classes.explanation}>
      <div>
        {scored && <ScoreLine scored={scored} />}
        <Text size="sm" c="dimmed">
          {turnsAt === null ? t('stays') : t.rich('turns', { time: () => <Moment at={turnsAt} /> })}
        </Text>
      </div>
      {raise.length > 0 && <Raise raise={raise} />}
      {fit.parts.length > 0 && (
        <Part title={t('fit', { points: String(Math.round(fit.points)), best: String(Math.round(fit.best)) })}>
          <FitParts parts={fit.parts} />
        </Part>
      )}
      {engagement.parts.length > 0 && (
        <Part title={t('engagement', { points: String(Math.round(engagement.points)), target: String(engagement.target) })}>
          <EngagementParts parts={engagement.parts} />
        </Part>
      )}
      {history.length > 1 && (
        <Part title={t('history')}>
          <HistoryCurve history={history} />
        </Part>
      )}
      {stages.length > 0 && (
        <Part title={t('stages')}>
          <StageSteps stages={stages} moves={moves} now={scored?.stage ?? null} />
        </Part>
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Text component="h3" id={id} fw={600} size="sm">
        {title}
      </Text>
      {children}
    </section>
  )
}

function Raise({ raise }: { raise: Explanation['raise'] }) {
  const t = useTranslations('scores.explain')
  return (
    <Part title={t('raise')}>
      <ul className={classes.raise}>
        {raise.map(({ part, label, score }) => (
          <li key={`${part} ${label}`}>
            <bdi>{t(`raiseBy.${part}`, { label })}</bdi> <strong>{t('toScore', { score: String(score) })}</strong>
          </li>
        ))}
      </ul>
    </Part>
  )
}
