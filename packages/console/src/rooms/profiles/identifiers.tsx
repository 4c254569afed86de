import { useTranslations } from 'use-intl'
import { Moment } from '../../facts/moment.tsx'
import { useKindName } from './kind-name.ts'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'

/** What this person goes by. */
export function Identifiers({ identifiers }: { identifiers: Profile['identifiers'] }) {
  const t = useTranslations('profile')
  const facts = useTranslations('search')
  const kindName = useKindName()
  return (
    <Panel title={t('identifiers')} count={identifiers.length} empty="">
      <ul className={classes.entries}>
        {identifiers.map(({ identifierId, kind, value, facts: count, firstSeen, lastSeen }) => (
          <li key={identifierId}>
            <div className={classes.entry}>
              <span className={classes.key}>{kindName(kind)}</span>
              <span className={classes.value}>{value}</span>
            </div>
            <div className={classes.origin}>
              {facts('facts', { count })}
              {firstSeen && lastSeen && (
                <>
                  {' · '}
                  <Moment at={firstSeen} /> – <Moment at={lastSeen} />
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
