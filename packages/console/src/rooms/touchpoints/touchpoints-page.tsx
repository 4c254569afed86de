import { Button, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useAction } from '../../shell/actions.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { DiscoveryPart } from './discovery-part.tsx'
import { OrderPart } from './order-part.tsx'
import { PeriodChoice } from './period-choice.tsx'
import { StagesPart } from './stages-part.tsx'
import classes from './touchpoints.module.css'
import { PERIOD, listTabs } from './touchpoints-search.ts'
import type { ListTab, TouchpointsSearch } from './touchpoints-search.ts'

/** `/touchpoints`: the registry by stage, what is not in it yet, and the order in which facts are given to touchpoints. */
export function TouchpointsPage() {
  const t = useTranslations('touchpoints')
  const { tab = 'stages', days = PERIOD }: TouchpointsSearch = useSearch({ from: '/touchpoints' })
  const navigate = useNavigate({ from: '/touchpoints' })
  const { may } = useMe()
  useAction('new-touchpoint', t('create'), () => void navigate({ to: '/touchpoints/new' }))
  const onSearch = (part: TouchpointsSearch) =>
    void navigate({ search: (before: TouchpointsSearch) => ({ ...before, ...part }), replace: true })
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        {may('touchpoints.manage') && <CreateLink />}
      </PageHeader>
      <Tabs value={tab} onChange={(next) => onSearch({ tab: next as ListTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {listTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          {tab !== 'order' && (
            <div className={classes.bar}>
              <PeriodChoice days={days} onDays={(next) => onSearch({ days: next })} />
            </div>
          )}
          <Part tab={tab} days={days} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Part({ tab, days }: { tab: ListTab; days: number }) {
  const list = useQuery(api.touchpoints.list.queryOptions())
  if (list.error && !list.data) return <Problem error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  if (tab === 'discovery') return <DiscoveryPart days={days} />
  const touchpoints = list.data.items
  return tab === 'order' ? <OrderPart touchpoints={touchpoints} /> : <StagesPart touchpoints={touchpoints} days={days} />
}

function CreateLink() {
  const t = useTranslations('touchpoints')
  return (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} renderRoot={(props) => <Link to="/touchpoints/new" {...props} />}>
      {t('create')}
    </Button>
  )
}
