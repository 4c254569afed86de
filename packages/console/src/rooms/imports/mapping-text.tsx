import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Draft } from './import-types.ts'
import classes from './imports.module.css'

/** The whole mapping as JSON: conditions, joins and whatever else has no field of its own. */
export function MappingText({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const t = useTranslations('imports')
  const [text, setText] = useState<string>()
  const change = (next: string) => {
    const parsed = parse(next)
    setText(next)
    if (parsed) onDraft(parsed)
  }
  const shown = text ?? JSON.stringify(draft, null, 2)
  return (
    <Textarea
      label={t('asText')}
      description={t('asTextHint')}
      autosize
      minRows={8}
      maxRows={28}
      classNames={{ input: classes.text }}
      spellCheck={false}
      value={shown}
      error={parse(shown) ? undefined : t('notJson')}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => parse(shown) && setText(undefined)}
    />
  )
}

/** Enough of a mapping for the editor to show; whether it is a good one the server says. */
function parse(text: string): Draft | undefined {
  try {
    const value = JSON.parse(text) as Partial<Draft> | null
    const isMapping =
      typeof value?.person === 'object' &&
      Array.isArray(value.facts) &&
      value.facts.every((fact) => typeof fact === 'object' && fact !== null)
    return isMapping ? (value as Draft) : undefined
  } catch {
    return undefined
  }
}
