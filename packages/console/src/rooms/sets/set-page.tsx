import { Tabs } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Count } from '../../ui/count.tsx'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tile, Tiles } from '../../ui/tiles.tsx'
import { UsedBy } from '../traits/used-by.tsx'
import { PeopleCount } from './people-count.tsx'
import { PeoplePart } from './people-part.tsx'
import { SetActions } from './set-actions.tsx'
import type { UploadedSet } from './set-types.ts'
import { setTabs } from './sets-search.ts'
import type { SetSearch, SetTab } from './sets-search.ts'
import { useSet } from './use-set.ts'
import { ValuesPart } from './values-part.tsx'

/** `/sets/$setId`: who is in it, and how people are put in and taken out. */
export function SetPage() {
  const { setId } = useParams({ from: '/sets/$setId' })
  const { data, error, refetch } = useSet(setId)
  if (error && !data) return <NoSuch of="sets" error={error} retry={() => void refetch()} />
  return data ? <OneSet key={data.setId} set={data} /> : <Loading />
}

function OneSet({ set }: { set: UploadedSet }) {
  const t = useTranslations('sets')
  const { may } = useMe()
  const { tab = 'people' }: SetSearch = useSearch({ from: '/sets/$setId' })
  const navigate = useNavigate({ from: '/sets/$setId' })
  const tabs = may('segments.manage') ? setTabs : (['people'] as const)
  const open = (tabs as readonly SetTab[]).includes(tab) ? tab : 'people'
  return (
    <>
      <PageHeader title={set.name} lead={set.description === '' ? undefined : <bdi>{set.description}</bdi>}>
        <SetActions set={set} />
      </PageHeader>
      <Tiles label={t('standing')}>
        <Tile name={t('size')}>
          <Count of={set.size} />
        </Tile>
        <Tile name={t('known')}>
          <PeopleCount people={set.people} />
        </Tile>
        <Tile name={t('usedBy')}>
          <UsedBy users={set.usedBy} />
        </Tile>
      </Tiles>
      <Tabs value={open} onChange={(next) => void navigate({ search: { tab: next as SetTab }, replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open}>
          {open === 'people' ? <PeoplePart set={set} /> : <ValuesPart key={open} set={set} verb={open} />}
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
