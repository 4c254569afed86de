import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Loading } from '../../../ui/loading.tsx'
import { Notice, NoticeText } from '../../../ui/notice.tsx'
import { Problem } from '../../../ui/problem.tsx'
import type { Model } from '../score-types.ts'
import type { Trial } from '../scores-search.ts'
import { BackTestResult } from './back-test-result.tsx'
import { TrialForm } from './trial-form.tsx'

type BackTestPartProps = { model: Model; trial: Trial | undefined; onTrial: (trial: Trial) => void }

/** Whether the model, asked at a moment of the past, told who would convert afterwards. */
export function BackTestPart({ model, trial, onTrial }: BackTestPartProps) {
  const t = useTranslations('scores.test')
  const result = useQuery(
    api.scores.backTest.queryOptions({
      input: { model: model.model, ...inputOf(trial!) },
      enabled: trial !== undefined,
      staleTime: Infinity,
      retry: false,
    }),
  )
  const run = (next: Trial) => {
    if (JSON.stringify(next) === JSON.stringify(trial)) void result.refetch()
    else onTrial(next)
  }
  return (
    <>
      <TrialForm key={JSON.stringify(trial)} start={trial} running={result.isFetching} onRun={run} />
      {trial === undefined && (
        <Notice title={t('what')}>
          <NoticeText>{t('whatHint')}</NoticeText>
        </Notice>
      )}
      {trial && result.isFetching && !result.data && <Loading />}
      {trial && result.error && <Problem error={result.error} retry={() => void result.refetch()} />}
      {trial && result.data && <BackTestResult result={result.data} model={model} />}
    </>
  )
}

/** A day is its midnight, in the zone of whoever asks. Without a trial nothing is asked. */
function inputOf(trial: Trial | undefined) {
  const { at, outcome = {}, within = { n: 1, unit: 'days' as const }, newOnly = true } = trial ?? {}
  const moment = new Date(`${at ?? '2000-01-01'}T00:00:00`)
  return { at: moment.toISOString(), outcome, within, newOnly }
}
