import { Code } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl'
import { Moment } from '../../facts/moment.tsx'
import { useSourceName } from '../../facts/source-name.tsx'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'

type Trait = Profile['traits'][number]

/** What is known of this person, each with which source said so and when. */
export function Traits({ traits }: { traits: Trait[] }) {
  const t = useTranslations('profile')
  const sourceName = useSourceName()
  return (
    <Panel title={t('traits')} count={traits.length} empty={t('noTraits')}>
      <ul className={classes.entries}>
        {traits.map((trait) => (
          <li key={trait.key}>
            <div className={classes.entry}>
              <span className={classes.key}>{trait.key}</span>
              <span className={classes.value}>
                <TraitValue trait={trait} />
              </span>
            </div>
            <div className={classes.origin}>
              {sourceName(trait.sourceId)} · <Moment at={trait.changedAt} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function TraitValue({ trait: { type, value } }: { trait: Trait }) {
  const t = useTranslations('profile')
  const format = useFormatter()
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 20 })
  if (type === 'date' && typeof value === 'string') return <DateValue text={value} />
  if (typeof value === 'string') return value
  return <Code>{JSON.stringify(value)}</Code>
}

/** A day stays a day: without a time it must not move with the reader's time zone. */
function DateValue({ text }: { text: string }) {
  const format = useFormatter()
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) return text
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return format.dateTime(date, { dateStyle: 'medium', timeZone: 'UTC' })
  return <Moment at={date.toISOString()} />
}
