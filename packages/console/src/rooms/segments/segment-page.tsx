import { Button, Tabs } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ComparePart } from './compare-part.tsx'
import { HistoryPart } from './history-part.tsx'
import { MembersPart } from './members-part.tsx'
import { OverlapPart } from './overlap-part.tsx'
import { SegmentActions } from './segment-actions.tsx'
import { SegmentRulePart } from './segment-rule-part.tsx'
import { SegmentState } from './segment-state.tsx'
import type { Segment } from './segment-types.ts'
import { segmentTabs } from './segments-search.ts'
import type { SegmentSearch, SegmentTab } from './segments-search.ts'
import classes from './segments.module.css'
import { useSegment } from './use-segment.ts'
import { VersionsPart } from './versions-part.tsx'
import { WhyPart } from './why-part.tsx'

/** `/segments/$segmentId`: who is in, since when and because of what, how it has grown, and what sets its people apart. */
export function SegmentPage() {
  const { segmentId } = useParams({ from: '/segments/$segmentId' })
  const { data, error, refetch } = useSegment(segmentId)
  if (error && !data) return <NoSuch of="segments" error={error} retry={() => void refetch()} />
  return data ? <OneSegment key={data.segmentId} segment={data} /> : <Loading />
}

function OneSegment({ segment }: { segment: Segment }) {
  const t = useTranslations('segments')
  const search = useSearch({ from: '/segments/$segmentId' })
  const navigate = useNavigate({ from: '/segments/$segmentId' })
  const onSearch = (part: SegmentSearch) => void navigate({ search: (before: SegmentSearch) => ({ ...before, ...part }), replace: true })
  return (
    <>
      <PageHeader title={segment.name} lead={<Lead segment={segment} />}>
        <EditLink segmentId={segment.segmentId} />
        <SegmentActions segment={segment} />
      </PageHeader>
      <SegmentRulePart segment={segment} />
      <Tabs value={search.tab ?? 'people'} onChange={(tab) => onSearch({ tab: tab as SegmentTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {segmentTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={search.tab ?? 'people'}>
          <Part segment={segment} search={search} onSearch={onSearch} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

type PartProps = { segment: Segment; search: SegmentSearch; onSearch: (part: SegmentSearch) => void }

function Part({ segment, search, onSearch }: PartProps) {
  const { segmentId } = segment
  switch (search.tab ?? 'people') {
    case 'people':
      return <MembersPart segment={segment} />
    case 'history':
      return <HistoryPart segment={segment} days={search.days ?? 30} onDays={(days) => onSearch({ days })} />
    case 'overlap':
      return <OverlapPart segment={segment} />
    case 'compare':
      return <ComparePart segmentId={segmentId} other={search.with} onOther={(other) => onSearch({ with: other })} />
    case 'why':
      return <WhyPart segmentId={segmentId} person={search.person} onPerson={(person) => onSearch({ person })} />
    case 'versions':
      return <VersionsPart segment={segment} />
  }
}

function Lead({ segment }: { segment: Segment }) {
  return (
    <span className={classes.lead}>
      <SegmentState segment={segment} />
      {segment.description !== '' && <bdi>{segment.description}</bdi>}
    </span>
  )
}

function EditLink({ segmentId }: { segmentId: number }) {
  const t = useTranslations('segments')
  const { may } = useMe()
  if (!may('segments.manage')) return null
  const params = { segmentId: String(segmentId) }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPencil size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/segments/$segmentId/edit" params={params} {...props} />}
    >
      {t('edit')}
    </Button>
  )
}
