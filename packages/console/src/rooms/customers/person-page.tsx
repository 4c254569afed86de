import { Button } from '@mantine/core'
import { IconArrowMerge } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { NoSuch } from '../../ui/no-such.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Consents } from './consents.tsx'
import { Computed } from './computed.tsx'
import { Glance } from './glance.tsx'
import { Identity } from './identity.tsx'
import { useKindName } from './kind-name.ts'
import { MergePeople } from './merge-people.tsx'
import { Notes } from './notes.tsx'
import { Panel } from './panel.tsx'
import { Pins } from './pins.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'
import { ScoresPanel } from './scores-panel.tsx'
import { SegmentsPanel } from './segments-panel.tsx'
import { Timeline } from './timeline.tsx'
import { Traits } from './traits.tsx'

/** `/profiles/$profileId`: one person, and everything that happened to them. Any of their identifiers' ids will do. */
export function PersonPage() {
  const { profileId } = useParams({ from: '/profiles/$profileId' })
  const { data, error, refetch } = useQuery(api.profiles.get.queryOptions({ input: { profileId } }))
  if (error && (!data || isGone(error))) return <NoSuch of="customers" error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <Heading profile={data} />
      <div className={classes.columns}>
        <div className={classes.who}>
          <Traits profileId={data.profileId} traits={data.traits} />
          <Computed computed={data.computed} />
          <Consents profileId={data.profileId} consents={data.consents} />
          <Notes profileId={data.profileId} />
          <SegmentsPanel profileId={data.profileId} />
          <ScoresPanel profileId={data.profileId} />
          <Identity profile={data} />
          <Memberships accounts={data.accounts} />
        </div>
        <div className={classes.who}>
          <Glance profile={data} />
          <Pins profileId={data.profileId} />
          <Timeline profileId={data.profileId} />
        </div>
      </div>
    </>
  )
}

function Heading({ profile }: { profile: Profile }) {
  const t = useTranslations('customers')
  const kindName = useKindName()
  const { may } = useMe()
  const [merging, setMerging] = useState(false)
  const { head, name } = profile
  return (
    <PageHeader title={name ?? head.value} lead={<Name>{`${kindName(head.kind)}: ${head.value}`}</Name>}>
      {may('people.edit') && (
        <Button size="xs" variant="default" leftSection={<IconArrowMerge size={15} aria-hidden />} onClick={() => setMerging(true)}>
          {t('merge.open')}
        </Button>
      )}
      {merging && <MergePeople profile={profile} onClose={() => setMerging(false)} />}
    </PageHeader>
  )
}

function Memberships({ accounts }: { accounts: Profile['accounts'] }) {
  const t = useTranslations('customers')
  return (
    <Panel title={t('account.title')} count={accounts.length} empty={t('noAccounts')}>
      <ul className={classes.entries}>
        {accounts.map(({ accountId, firstSeen, lastSeen }) => (
          <li key={accountId}>
            <Link to="/accounts/$accountId" params={{ accountId }} className={classes.value}>
              <Name>{accountId}</Name>
            </Link>
            <div className={classes.origin}>
              <Moment at={firstSeen} /> – <Moment at={lastSeen} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
