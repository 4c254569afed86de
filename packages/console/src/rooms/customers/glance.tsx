import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useSourceName } from '../../facts/source-name.tsx'
import { Count } from '../../ui/count.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'
import { Weeks } from './weeks.tsx'

const TOUCHPOINTS_SHOWN = 6

/** A life as a customer at a glance: when it began, when they first bought, how busy it is, where you meet. */
export function Glance({ profile }: { profile: Profile }) {
  const t = useTranslations('customers')
  const { profileId, facts, firstSeen, lastSeen } = profile
  const { data } = useQuery(api.profiles.overview.queryOptions({ input: { profileId } }))
  return (
    <Panel title={t('glance.title')}>
      <dl className={classes.sums}>
        <Sum name={t('facts')}>
          <Count of={facts} />
        </Sum>
        <Sum name={t('firstSeen')}>
          <Moment at={firstSeen} />
        </Sum>
        <Sum name={t('glance.firstPurchase')}>
          {data && (data.firstPurchase === null ? t('glance.none') : <Moment at={data.firstPurchase} />)}
          {data && data.purchases > 0 && <small> · {t('glance.purchases', { count: data.purchases })}</small>}
        </Sum>
        <Sum name={t('lastSeen')}>
          <Moment at={lastSeen} />
        </Sum>
      </dl>
      {data && <Weeks weeks={data.weeks} label={t('glance.activity')} />}
      {data && <Touchpoints profileId={profileId} touchpoints={data.touchpoints.slice(0, TOUCHPOINTS_SHOWN)} />}
    </Panel>
  )
}

function Sum({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type TouchpointsProps = { profileId: string; touchpoints: { sourceId: number; type: string; name: string; facts: number }[] }

/** Each leads to its facts. */
function Touchpoints({ profileId, touchpoints }: TouchpointsProps) {
  const t = useTranslations('customers.glance')
  const sourceName = useSourceName()
  return (
    <ul className={classes.touchpoints} aria-label={t('touchpoints')}>
      {touchpoints.map(({ sourceId, type, name, facts }) => (
        <li key={`${sourceId} ${type} ${name}`}>
          <Link to="/profiles/$profileId" params={{ profileId }} search={{ name, source: sourceId }} replace resetScroll={false}>
            <Name>{name}</Name>
          </Link>
          <span className={classes.origin}>
            {sourceName(sourceId)} · <Count of={facts} />
          </span>
        </li>
      ))}
    </ul>
  )
}
