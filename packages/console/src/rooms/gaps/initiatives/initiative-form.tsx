import { Button, Group, TextInput, Textarea } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Problem } from '../../../ui/problem.tsx'
import classes from '../gaps.module.css'
import { DateFields } from './date-fields.tsx'
import type { Initiative, InitiativeDraft } from './initiative-types.ts'
import { MetricFields } from './metric-fields.tsx'
import { useSaveInitiative } from './use-initiative.ts'
import { WhoFields } from './who-fields.tsx'

export type OnPart = (part: Partial<InitiativeDraft>) => void
type InitiativeFormProps = { start: InitiativeDraft; initiative?: Initiative; onDone?: () => void }

/** Everything that an initiative is. */
export function InitiativeForm({ start, initiative, onDone }: InitiativeFormProps) {
  const t = useTranslations('gaps.form')
  const ui = useTranslations('ui')
  const { history } = useRouter()
  const [draft, setDraft] = useState(start)
  const { save, isSaving, error, reset } = useSaveInitiative(initiative, onDone)
  const onPart: OnPart = (part) => setDraft((before) => ({ ...before, ...part }))
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save(draft)
      }}
    >
      {error && <Problem error={error} retry={reset} />}
      <NameFields draft={draft} onPart={onPart} />
      <MetricFields draft={draft} onPart={onPart} />
      <WhoFields draft={draft} onPart={onPart} />
      <DateFields draft={draft} onPart={onPart} isNew={!initiative} />
      <Group gap="xs">
        <Button size="xs" type="submit" loading={isSaving} disabled={!isWhole(draft)}>
          {t('save')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone ?? (() => history.back())}>
          {ui('cancel')}
        </Button>
      </Group>
      {!isWhole(draft) && <p className={classes.note}>{t('nothing')}</p>}
    </form>
  )
}

function isWhole({ name, metric, control }: InitiativeDraft): boolean {
  const isMeasured = metric.kind === 'gap' || Object.values(metric.match).some((part) => part !== '')
  return name.trim() !== '' && isMeasured && (control.kind !== 'segment' || control.segmentId > 0)
}

function NameFields({ draft: { name, owner, hypothesis }, onPart }: { draft: InitiativeDraft; onPart: OnPart }) {
  const t = useTranslations('gaps')
  return (
    <>
      <TextInput size="xs" label={t('initiatives.name')} required maxLength={200} value={name} onChange={(event) => onPart({ name: event.currentTarget.value })} />
      <TextInput size="xs" label={t('initiatives.owner')} maxLength={100} value={owner} onChange={(event) => onPart({ owner: event.currentTarget.value })} />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        label={t('form.hypothesis')}
        maxLength={2_000}
        value={hypothesis}
        onChange={(event) => onPart({ hypothesis: event.currentTarget.value })}
      />
    </>
  )
} // prettier-ignore
