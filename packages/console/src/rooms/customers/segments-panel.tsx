import { Skeleton } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { needTexts } from '../../texts/loaded-texts.ts'
import { Panel } from './panel.tsx'

const PersonSegments = lazy(async () => {
  const [{ PersonSegments: part }] = await Promise.all([import('../segments/person-segments.tsx'), needTexts('segments')])
  return { default: part }
})

/** Which segments this person is in, and why. */
export function SegmentsPanel({ profileId }: { profileId: string }) {
  const t = useTranslations('customers')
  const { may } = useMe()
  if (!may('segments.read')) return null
  return (
    <Panel title={t('segments')}>
      <Suspense fallback={<Skeleton height={60} />}>
        <PersonSegments profileId={profileId} />
      </Suspense>
    </Panel>
  )
}
