import { Button } from '@mantine/core'
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSourceName } from '../../facts/source-name.tsx'
import { useMe } from '../../shell/me.ts'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'
import { SayConsent } from './say-consent.tsx'

type Consent = Profile['consents'][number]

/** What this person agrees to, each with when and by way of which source they said so; colleagues add what they are told. */
export function Consents({ profileId, consents }: { profileId: string; consents: Consent[] }) {
  const t = useTranslations('customers.consent')
  const { may } = useMe()
  const [saying, setSaying] = useState(false)
  const say = may('people.edit') && (
    <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setSaying(true)}>
      {t('say')}
    </Button>
  )
  return (
    <Panel title={t('title')} count={consents.length} empty={t('none')} action={say}>
      <ul className={classes.entries}>
        {consents.map((consent) => (
          <ConsentEntry key={consent.purpose} consent={consent} />
        ))}
      </ul>
      {saying && <SayConsent profileId={profileId} purposes={consents.map(({ purpose }) => purpose)} onClose={() => setSaying(false)} />}
    </Panel>
  )
}

function ConsentEntry({ consent: { purpose, given, sourceId, saidAt } }: { consent: Consent }) {
  const t = useTranslations('customers.consent')
  const sourceName = useSourceName()
  const Symbol = given ? IconCheck : IconX
  return (
    <li>
      <div className={classes.entry}>
        <span className={classes.key}>
          <Name>{purpose}</Name>
        </span>
        <span className={given ? classes.given : classes.withdrawn}>
          <Symbol size={14} stroke={2.5} aria-hidden /> {t(given ? 'given' : 'withdrawn')}
        </span>
      </div>
      <div className={classes.origin}>
        {sourceName(sourceId)} · <Moment at={saidAt} as="ago" />
      </div>
    </li>
  )
}
