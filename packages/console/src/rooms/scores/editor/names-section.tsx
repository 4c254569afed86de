import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { keyOf } from './draft.ts'
import classes from './editor.module.css'
import type { SectionProps } from './section.tsx'

/** What it is called. The key is proposed from the name, until somebody writes another; once made it stays, for rules use it. */
export function NamesSection({ draft, change, said, isNew }: SectionProps & { isNew: boolean }) {
  const t = useTranslations('scores.editor')
  const { name, key, description } = draft
  const rename = (next: string) =>
    change((before) => ({ ...before, name: next, ...(isNew && before.key === keyOf(before.name) && { key: keyOf(next) }) }))
  return (
    <div className={classes.names}>
      <TextInput
        size="xs"
        label={t('name')}
        value={name}
        maxLength={100}
        error={said('name')}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label={t('key')}
        value={key}
        maxLength={60}
        readOnly={!isNew}
        description={isNew ? undefined : t('keyStays')}
        error={said('key')}
        onChange={({ currentTarget: { value } }) => change((before) => ({ ...before, key: value }))}
      />
      <TextInput
        size="xs"
        label={t('description')}
        value={description}
        maxLength={1000}
        onChange={({ currentTarget: { value } }) => change((before) => ({ ...before, description: value }))}
      />
    </div>
  )
}
