import { Button, Tabs } from '@mantine/core'
import type { Touchpoint } from '@percorso/contract'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AboutPart } from './about-part.tsx'
import { DeleteTouchpoint } from './delete-touchpoint.tsx'
import { ExperiencePart } from './experience-part.tsx'
import { MetPart } from './met-part.tsx'
import { NeighboursPart } from './neighbours-part.tsx'
import { PeriodChoice } from './period-choice.tsx'
import classes from './touchpoints.module.css'
import { PERIOD, pageTabs } from './touchpoints-search.ts'
import type { PageTab, TouchpointSearch } from './touchpoints-search.ts'
import { VolumePart } from './volume-part.tsx'

/** `/touchpoints/$touchpointId`: who meets it, how often, and what comes before and after. */
export function TouchpointPage() {
  const { touchpointId } = useParams({ from: '/touchpoints/$touchpointId' })
  const { data, error, refetch } = useQuery(api.touchpoints.get.queryOptions({ input: { touchpointId } }))
  if (error && !data) return <NoSuch of="touchpoints" error={error} retry={() => void refetch()} />
  return data ? <OneTouchpoint key={data.touchpointId} touchpoint={data} /> : <Loading />
}

function OneTouchpoint({ touchpoint }: { touchpoint: Touchpoint }) {
  const t = useTranslations('touchpoints')
  const search: TouchpointSearch = useSearch({ from: '/touchpoints/$touchpointId' })
  const navigate = useNavigate({ from: '/touchpoints/$touchpointId' })
  const onSearch = (part: TouchpointSearch) =>
    void navigate({ search: (before: TouchpointSearch) => ({ ...before, ...part }), replace: true })
  const { tab = 'volume', days = PERIOD } = search
  return (
    <>
      <PageHeader title={touchpoint.name} lead={<Lead touchpoint={touchpoint} />}>
        <Actions touchpoint={touchpoint} />
      </PageHeader>
      <AboutPart touchpoint={touchpoint} />
      <Tabs value={tab} onChange={(next) => onSearch({ tab: next as PageTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {pageTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`page.tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <div className={classes.bar}>
            <PeriodChoice days={days} onDays={(next) => onSearch({ days: next })} />
          </div>
          {tab === 'volume' && <VolumePart touchpoint={touchpoint} days={days} step={search.step} onStep={(step) => onSearch({ step })} />}
          {tab === 'experience' && <ExperiencePart touchpointId={touchpoint.touchpointId} days={days} />}
          {tab === 'people' && <MetPart touchpoint={touchpoint} days={days} />}
          {tab === 'neighbours' && <NeighboursPart touchpointId={touchpoint.touchpointId} days={days} />}
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Lead({ touchpoint: { stage, channel, physical, description } }: { touchpoint: Touchpoint }) {
  const t = useTranslations('touchpoints')
  return (
    <span className={classes.lead}>
      <span>{[t(`stages.${stage}`), t(`channels.${channel}`), t(physical ? 'physical' : 'virtual')].join(' · ')}</span>
      {description !== '' && <bdi>{description}</bdi>}
    </span>
  )
}

function Actions({ touchpoint }: { touchpoint: Touchpoint }) {
  const t = useTranslations('touchpoints.page')
  const { may } = useMe()
  const navigate = useNavigate()
  if (!may('touchpoints.manage')) return null
  const params = { touchpointId: String(touchpoint.touchpointId) }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/touchpoints/$touchpointId/edit" params={params} {...props} />}
      >
        {t('edit')}
      </Button>
      <DeleteTouchpoint touchpoint={touchpoint} onDone={() => void navigate({ to: '/touchpoints' })} />
    </>
  )
}
