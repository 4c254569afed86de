import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSourceName } from '../../facts/source-name.tsx'
import { useMe } from '../../shell/me.ts'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { EditTrait } from './edit-trait.tsx'
import { Panel } from './panel.tsx'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'
import { TraitText } from './trait-value.tsx'

type Trait = Profile['traits'][number]

const SHOWN_AT_FIRST = 60

/** What is known of this person, each with which source said so and when; what colleagues know better they correct. */
export function Traits({ profileId, traits }: { profileId: string; traits: Trait[] }) {
  const t = useTranslations('customers')
  const ui = useTranslations('ui')
  const { may } = useMe()
  const [open, setOpen] = useState<Trait | 'new'>()
  const [shown, setShown] = useState(SHOWN_AT_FIRST)
  const mayEdit = may('people.edit')
  const add = mayEdit && (
    <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen('new')}>
      {t('trait.add')}
    </Button>
  )
  return (
    <Panel title={t('traits')} count={traits.length} empty={t('noTraits')} action={add}>
      <ul className={classes.entries}>
        {traits.slice(0, shown).map((trait) => (
          <TraitEntry key={trait.key} trait={trait} onEdit={mayEdit ? () => setOpen(trait) : undefined} />
        ))}
      </ul>
      {traits.length > shown && (
        <Button size="compact-xs" variant="subtle" onClick={() => setShown(shown * 4)}>
          {ui('moreOf', { shown, size: traits.length })}
        </Button>
      )}
      {open && <EditTrait profileId={profileId} trait={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Panel>
  )
}

function TraitEntry({ trait: { key, value, sourceId, changedAt }, onEdit }: { trait: Trait; onEdit: (() => void) | undefined }) {
  const t = useTranslations('customers.trait')
  const sourceName = useSourceName()
  return (
    <li>
      <div className={classes.entry}>
        <span className={classes.key}>
          <Name>{key}</Name>
        </span>
        <span className={classes.value}>
          <TraitText value={value} />
        </span>
        {onEdit && (
          <ActionIcon className={classes.edit} variant="subtle" color="gray" size="sm" aria-label={t('edit', { key })} onClick={onEdit}>
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <div className={classes.origin}>
        {sourceName(sourceId)} · <Moment at={changedAt} as="ago" />
      </div>
    </li>
  )
}
