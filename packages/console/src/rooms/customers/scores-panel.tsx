import { Skeleton } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { needTexts } from '../../texts/loaded-texts.ts'
import { Panel } from './panel.tsx'

const PersonScores = lazy(async () => {
  const [{ PersonScores: part }] = await Promise.all([import('../scores/person-scores.tsx'), needTexts('scores', 'segments')])
  return { default: part }
})

/** What the score models say of this person, and why. */
export function ScoresPanel({ profileId }: { profileId: string }) {
  const t = useTranslations('screens.scores')
  const { may } = useMe()
  if (!may('segments.read')) return null
  return (
    <Panel title={t('list.name')}>
      <Suspense fallback={<Skeleton height={60} />}>
        <PersonScores profileId={profileId} />
      </Suspense>
    </Panel>
  )
}
