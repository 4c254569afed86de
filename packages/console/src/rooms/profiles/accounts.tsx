import { useTranslations } from 'use-intl'
import { Moment } from '../../facts/moment.tsx'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'

/** Companies and households this person belongs to. */
export function Accounts({ accounts }: { accounts: Profile['accounts'] }) {
  const t = useTranslations('profile')
  return (
    <Panel title={t('accounts')} count={accounts.length} empty={t('noAccounts')}>
      <ul className={classes.entries}>
        {accounts.map(({ accountId, firstSeen, lastSeen }) => (
          <li key={accountId}>
            <div className={classes.value}>{accountId}</div>
            <div className={classes.origin}>
              <Moment at={firstSeen} /> – <Moment at={lastSeen} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
