import type { Gaps } from '@percorso/contract'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { DesiredPart } from './desired-part.tsx'
import { GapFilters } from './gap-filters.tsx'
import { GapList } from './gap-list.tsx'
import { BridgePart } from './initiatives/bridge-part.tsx'
import { ProofPart } from './initiatives/proof-part.tsx'
import { BySegment } from './by-segment.tsx'
import { MonthsChart } from './months-chart.tsx'
import { Part } from './part.tsx'
import { PeopleDrawer } from './people-drawer.tsx'
import { Standing } from './standing.tsx'
import { StepsTable } from './steps-table.tsx'
import { useGaps, useGapsAnswer } from './use-gaps.ts'

/** `/gaps/$mapId`: what was wished, what is lived, what is done about the difference, and whether it worked. */
export function GapsPage() {
  const t = useTranslations('gaps')
  const { data, error, refetch } = useGapsAnswer()
  if (error && !data) return <NoSuch of="maps" error={error} retry={() => void refetch()} />
  if (!data) return <Loading height={480} />
  return (
    <>
      <PageHeader title={t('titleOf', { name: data.map.name })} lead={t('lead')} />
      <GapFilters />
      <Part of="desired" n={1}>
        <DesiredPart gaps={data as Gaps} />
      </Part>
      <Part of="lived" n={2}>
        {data.journeys === 0 ? <NoJourneys /> : <Lived gaps={data as Gaps} />}
      </Part>
      <Part of="bridge" n={3}>
        <BridgePart />
      </Part>
      <Part of="proof" n={4}>
        <ProofPart />
      </Part>
      <PeopleDrawer />
    </>
  )
}

function Lived({ gaps }: { gaps: Gaps }) {
  return (
    <>
      <Standing gaps={gaps} />
      <GapList gaps={gaps} />
      <MonthsChart />
      <BySegment />
      {gaps.steps.length > 0 && <StepsTable steps={gaps.steps} />}
    </>
  )
}

function NoJourneys() {
  const t = useTranslations('gaps')
  const { onSearch, search } = useGaps()
  return (
    <Notice title={t('none')}>
      <NoticeText>{t('noneHint')}</NoticeText>
      {search.days !== 365 && (
        <Button size="xs" variant="default" onClick={() => onSearch({ days: 365 })}>
          {t('noneLonger')}
        </Button>
      )}
    </Notice>
  )
}
