import { Button, Group, Modal, NativeSelect, Text, TextInput, Textarea } from '@mantine/core'
import type { PrivacyKind } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'

const KINDS = ['access', 'erasure', 'rectification', 'objection'] as const satisfies PrivacyKind[]

type Props = { opened: boolean; onClose: () => void; profileId: string | undefined }

/** Notes what somebody asks for; about the person that the page shows, if it shows one. */
export function NewRequest({ opened, onClose, profileId }: Props) {
  const t = useTranslations('privacy.create')
  const ui = useTranslations('ui')
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      {opened && <Form onClose={onClose} profileId={profileId} />}
    </Modal>
  )
}

function Form({ onClose, profileId }: Omit<Props, 'opened'>) {
  const t = useTranslations('privacy.create')
  const kinds = useTranslations('privacy.kinds')
  const [kind, setKind] = useState<PrivacyKind>('access')
  const [note, setNote] = useState('')
  const [day, setDay] = useState('')
  const create = useCreate(onClose)
  const wish = { kind, note, ...(profileId !== undefined && { profileId }), ...(day !== '' && { receivedAt: new Date(day).toISOString() }) }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate(wish)
      }}
    >
      <NativeSelect
        label={t('kind')}
        value={kind}
        onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'access')}
        data={KINDS.map((value) => ({ value, label: kinds(value) }))}
      />
      <TextInput
        mt="sm"
        type="date"
        label={t('receivedAt')}
        description={t('dueHint')}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        mt="sm"
        label={t('note')}
        description={t('noteHint')}
        maxLength={1000}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {profileId !== undefined && (
        <Text size="xs" c="dimmed" mt="sm">
          {profileId}
        </Text>
      )}
      {create.error && <Problem error={create.error} retry={() => create.mutate(wish)} />}
      <Group justify="flex-end" mt="md">
        <Button type="submit" loading={create.isPending}>
          {t('verb')}
        </Button>
      </Group>
    </form>
  )
}

function useCreate(onDone: () => void) {
  const t = useTranslations('privacy.create')
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: Parameters<typeof api.privacy.create.call>[0]) => api.privacy.create.call(wish),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: api.privacy.key() })
      void toast({ message: t('done') })
      onDone()
    },
  })
}
