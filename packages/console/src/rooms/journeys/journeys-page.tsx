import { Tabs } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { PageHeader } from '../../ui/page-header.tsx'
import { ComparePart } from './compare-part.tsx'
import { FunnelPart } from './funnel-part.tsx'
import { GraphPart } from './graph-part.tsx'
import { JourneyFilters } from './journey-filters.tsx'
import { journeyTabs } from './journeys-search.ts'
import type { JourneyTab } from './journeys-search.ts'
import { PeopleDrawer } from './people-drawer.tsx'
import { SankeyPart } from './sankey-part.tsx'
import { useJourneys } from './use-journeys.ts'
import { VariantsPart } from './variants-part.tsx'

/** `/journeys`: what people live through, from step to step; every number opens the people behind it. */
export function JourneysPage() {
  const t = useTranslations('journeys')
  const { search, onSearch } = useJourneys()
  const tab = search.tab ?? 'graph'
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <JourneyFilters />
      <Tabs value={tab} onChange={(next) => onSearch({ tab: next as JourneyTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {journeyTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Part tab={tab} />
        </Tabs.Panel>
      </Tabs>
      <PeopleDrawer />
    </>
  )
}

function Part({ tab }: { tab: JourneyTab }) {
  switch (tab) {
    case 'graph':
      return <GraphPart />
    case 'variants':
      return <VariantsPart />
    case 'funnel':
      return <FunnelPart />
    case 'sankey':
      return <SankeyPart />
    case 'compare':
      return <ComparePart />
  }
}
