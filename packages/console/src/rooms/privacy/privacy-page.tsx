import { Button, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { FindPerson } from './find-person.tsx'
import { NewRequest } from './new-request.tsx'
import { PersonPart } from './person-part.tsx'
import { TABS } from './privacy-search.ts'
import type { PrivacySearch, Tab } from './privacy-search.ts'
import { RequestList } from './request-list.tsx'
import { Retention } from './retention.tsx'
import { Settings } from './settings.tsx'
import { Standing } from './standing.tsx'
import classes from './privacy.module.css'

const RENEW_MS = 5_000

/** `/privacy`: what people ask of us about their own data, and what is done about it. */
export function PrivacyPage() {
  const t = useTranslations('privacy')
  const search: PrivacySearch = useSearch({ from: '/privacy' })
  const navigate = useNavigate({ from: '/privacy' })
  const change = (part: PrivacySearch) => void navigate({ search: (before: PrivacySearch) => ({ ...before, ...part }) })
  const overview = useQuery({ ...api.privacy.overview.queryOptions(), refetchInterval: RENEW_MS })
  const [noting, setNoting] = useState(false)
  if (!overview.data) return overview.error ? <Problem page error={overview.error} retry={() => void overview.refetch()} /> : <Loading />
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <Button size="xs" onClick={() => setNoting(true)}>
          {t('create.open')}
        </Button>
      </PageHeader>
      <Standing overview={overview.data} />
      <Tabs value={search.tab ?? 'requests'} onChange={(tab) => change({ tab: tab as Tab })} keepMounted={false}>
        <Tabs.List className={classes.tabs}>
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="requests">
          <RequestList search={search} onSearch={change} />
        </Tabs.Panel>
        <Tabs.Panel value="person">
          <FindPerson search={search} onSearch={change} />
          {search.person !== undefined && (
            <PersonPart key={search.person} profileId={search.person} mayReturn={overview.data.mayReturn} onNote={() => setNoting(true)} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="retention">
          <Retention />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Settings overview={overview.data} />
        </Tabs.Panel>
      </Tabs>
      <NewRequest opened={noting} onClose={() => setNoting(false)} profileId={search.tab === 'person' ? search.person : undefined} />
    </>
  )
}
