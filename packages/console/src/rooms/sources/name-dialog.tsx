import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { problemOf } from '../../api/problem.ts'

type Change = { mutate: (name: string, options: { onSuccess: () => void }) => void; isPending: boolean; error: unknown }
type Props = { opened: boolean; title: string; verb: string; name?: string; onClose: () => void; change: Change }

const LENGTH_MAX = 200

/** Asks for a name. */
export function NameDialog({ opened, title, verb, name = '', onClose, change }: Props) {
  const t = useTranslations('sources')
  const ui = useTranslations('ui')
  const [text, setText] = useState(name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') change.mutate(text.trim(), { onSuccess: onClose })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t('name')}
          description={t('nameHint')}
          maxLength={LENGTH_MAX}
          value={text}
          error={change.error ? (problemOf(change.error)?.message ?? ui('problem.unreachable')) : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={change.isPending} disabled={text.trim() === ''}>
            {verb}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
