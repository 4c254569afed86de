import { Button, Drawer, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import type { UploadedSet } from './set-types.ts'
import classes from './sets.module.css'

type SetFormProps = { set?: UploadedSet | undefined; onClose: () => void }

/** What a set is called. A new one is filled next. */
export function SetForm({ set, onClose }: SetFormProps) {
  const t = useTranslations('sets.form')
  const ui = useTranslations('ui')
  const [draft, setDraft] = useState({ name: set?.name ?? '', description: set?.description ?? '' })
  const { save, isSaving, error, reset } = useSave(set, onClose)
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t(set ? 'editTitle' : 'title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save({ name: draft.name.trim(), description: draft.description.trim() })
        }}
      >
        {error && <Problem error={error} retry={reset} />}
        <TextInput
          size="xs"
          label={t('name')}
          value={draft.name}
          maxLength={100}
          required
          data-autofocus
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={t('description')}
          description={t('descriptionHint')}
          value={draft.description}
          maxLength={1000}
          onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
        />
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button size="xs" type="submit" loading={isSaving} disabled={draft.name.trim() === ''}>
            {t(set ? 'save' : 'create')}
          </Button>
        </Group>
      </form>
    </Drawer>
  )
}

function useSave(set: UploadedSet | undefined, onClose: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation(
    api.sets.create.mutationOptions({
      async onSuccess({ setId }) {
        await navigate({ to: '/sets/$setId', params: { setId: String(setId) }, search: { tab: 'add' } })
        void client.invalidateQueries({ queryKey: api.sets.key() })
      },
    }),
  )
  const edit = useMutation(
    api.sets.change.mutationOptions({
      async onSuccess() {
        await client.invalidateQueries({ queryKey: api.sets.key() })
        onClose()
      },
    }),
  )
  const { isPending, error, reset } = set ? edit : create
  const save = (draft: { name: string; description: string }) => (set ? edit.mutate({ setId: set.setId, ...draft }) : create.mutate(draft))
  return { save, isSaving: isPending, error, reset }
}
