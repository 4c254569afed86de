import { Button, Group } from '@mantine/core'
import type { Touchpoint, TouchpointDraft } from '@percorso/contract'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Problem } from '../../ui/problem.tsx'
import { areWhole } from './are-whole.ts'
import { ExperienceFields } from './experience-fields.tsx'
import { MatchesEditor } from './matches-editor.tsx'
import { MatchesPreview } from './matches-preview.tsx'
import { NamingFields } from './naming-fields.tsx'
import classes from './touchpoints.module.css'
import { useSaveTouchpoint } from './use-save-touchpoint.ts'

type TouchpointFormProps = { touchpoint?: Touchpoint; start: TouchpointDraft }

/** Everything that a touchpoint is, and what its matches mean while they are written. */
export function TouchpointForm({ touchpoint, start }: TouchpointFormProps) {
  const t = useTranslations('touchpoints.form')
  const ui = useTranslations('ui')
  const { history } = useRouter()
  const [draft, setDraft] = useState(start)
  const { save, isSaving, error, reset } = useSaveTouchpoint(touchpoint)
  const onPart = (part: Partial<TouchpointDraft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save(draft)
      }}
    >
      {error && <Problem error={error} retry={reset} />}
      <NamingFields draft={draft} onPart={onPart} />
      <MatchesEditor matches={draft.matches} onMatches={(matches) => onPart({ matches })} />
      <MatchesPreview matches={draft.matches} touchpointId={touchpoint?.touchpointId} />
      <ExperienceFields draft={draft} onPart={onPart} />
      <Group gap="xs">
        <Button size="xs" type="submit" loading={isSaving} disabled={draft.name.trim() === '' || !areWhole(draft.matches)}>
          {t('save')}
        </Button>
        <Button size="xs" variant="default" onClick={() => history.back()}>
          {ui('cancel')}
        </Button>
      </Group>
    </form>
  )
}
