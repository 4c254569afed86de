import { Alert, Button, Group, Modal, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Problem } from '../../ui/problem.tsx'
import type { Profile } from './profile.ts'
import { draftOf, draftTypes, valueOf } from './trait-draft.ts'
import type { TraitDraft, TraitDraftType } from './trait-draft.ts'
import { useEditTrait } from './use-edit-trait.ts'

type EditTraitProps = { profileId: string; trait: Profile['traits'][number] | undefined; onClose: () => void }

const IDENTIFYING = ['email', 'phone']

/** Changes a trait by hand, adds one, or takes one away. */
export function EditTrait({ profileId, trait, onClose }: EditTraitProps) {
  const t = useTranslations('customers.trait')
  const ui = useTranslations('ui')
  const [draft, setDraft] = useState(() => draftOf(trait?.key ?? '', trait?.value))
  const { edit, isPending, error, reset } = useEditTrait(profileId, onClose)
  const written = valueOf(draft)
  const key = draft.key.trim()
  const title = trait ? t('edit', { key: trait.key }) : t('add')
  const save = () => ('value' in written ? edit(key, written.value) : undefined)
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {!trait && (
          <TextInput
            label={t('key')}
            value={draft.key}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setDraft({ ...draft, key: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          mt="sm"
          label={t('type')}
          value={draft.type}
          onChange={(event) => setDraft({ ...draft, type: event.currentTarget.value as TraitDraftType })}
          data={draftTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
        />
        <Value draft={draft} onDraft={setDraft} />
        {IDENTIFYING.includes(key) && (
          <Alert mt="sm" color="yellow" variant="light">
            {t('identifies')}
          </Alert>
        )}
        {error && <Problem error={error} retry={reset} />}
        <Group justify="space-between" mt="lg">
          {trait ? (
            <Button variant="subtle" color="red" loading={isPending} onClick={() => edit(trait.key, null)}>
              {t('unset')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={isPending} disabled={key === '' || !('value' in written)}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

function Value({ draft, onDraft }: { draft: TraitDraft; onDraft: (draft: TraitDraft) => void }) {
  const t = useTranslations('customers.trait')
  const all = useTranslations('customers')
  const written = valueOf(draft)
  const problem = 'problem' in written && written.problem !== 'empty' ? t(written.problem) : undefined
  const say = (text: string) => onDraft({ ...draft, text })
  if (draft.type === 'boolean') {
    const data = [
      { value: 'true', label: all('yes') },
      { value: 'false', label: all('no') },
    ]
    return (
      <NativeSelect
        mt="sm"
        label={t('value')}
        value={draft.text === 'true' ? 'true' : 'false'}
        onChange={(event) => say(event.currentTarget.value)}
        data={data}
      />
    )
  }
  return (
    <Textarea
      mt="sm"
      label={t('value')}
      value={draft.text}
      error={problem}
      maxLength={7_000}
      autosize
      minRows={draft.type === 'json' ? 4 : 1}
      maxRows={14}
      dir="auto"
      onChange={(event) => say(event.currentTarget.value)}
    />
  )
}
