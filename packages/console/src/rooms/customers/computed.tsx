import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'
import { TraitText } from './trait-value.tsx'

/** Traits that are computed from what this person did. */
export function Computed({ computed }: { computed: Profile['computed'] }) {
  const t = useTranslations('customers')
  if (computed.length === 0) return null
  return (
    <Panel title={t('computed')} count={computed.length} empty="" action={<Link to="/traits">{t('computedHow')}</Link>}>
      <ul className={classes.entries}>
        {computed.map(({ key, value }) => (
          <li key={key} className={classes.entry}>
            <span className={classes.key}>
              <Name>{key}</Name>
            </span>
            <span className={classes.value}>
              <TraitText value={value} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
