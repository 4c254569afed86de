import { useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import type { Sketch } from './profile.ts'
import classes from './profile.module.css'

/** Who is who now, and who would be who then. */
export function BeforeAfter({ before, after }: { before: Sketch[]; after: Sketch[] }) {
  const t = useTranslations('customers.merge')
  return (
    <div className={classes.beforeAfter}>
      <People title={t('before')} people={before} />
      <People title={t('after')} people={after} />
    </div>
  )
}

const VALUES_SHOWN = 8

function People({ title, people }: { title: string; people: Sketch[] }) {
  const t = useTranslations('customers.merge')
  return (
    <section aria-label={title}>
      <h3 className={classes.date}>{title}</h3>
      {people.map(({ profileId, identifiers, facts }) => (
        <div key={profileId} className={classes.sketch}>
          {identifiers.slice(0, VALUES_SHOWN).map(({ identifierId, value }) => (
            <div key={identifierId}>
              <Name>{value}</Name>
            </div>
          ))}
          <span className={classes.origin}>{t('facts', { count: facts })}</span>
        </div>
      ))}
    </section>
  )
}
