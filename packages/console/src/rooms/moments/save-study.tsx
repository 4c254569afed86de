import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Problem } from '../../ui/problem.tsx'
import type { Question } from './moment-types.ts'

/** Keeps a question, to be asked again each day. */
export function SaveStudy({ question }: { question: Question }) {
  const t = useTranslations('moments.studies')
  const { may } = useMe()
  const [opened, setOpened] = useState(false)
  if (!may('journeys.manage')) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconDeviceFloppy size={15} aria-hidden />} onClick={() => setOpened(true)}>
        {t('save')}
      </Button>
      {opened && <SaveForm question={question} onClose={() => setOpened(false)} />}
    </>
  )
}

function SaveForm({ question, onClose }: { question: Question; onClose: () => void }) {
  const t = useTranslations('moments.studies')
  const ui = useTranslations('ui')
  const [name, setName] = useState('')
  const save = useSave(question)
  return (
    <Modal opened onClose={onClose} title={t('save')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(name.trim())
        }}
      >
        {save.error && <Problem error={save.error} retry={() => save.mutate(name.trim())} />}
        <TextInput label={t('name')} required maxLength={100} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Text size="sm" c="dimmed" mt="xs">
          {t('hint')}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
} // prettier-ignore

/** A study looks at all that is known: a period that stands still would say the same each day. */
function useSave({ from: _, to: __, ...question }: Question) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (name: string) => {
      const { studyId } = await api.moments.saveStudy.call({ name, question })
      await api.moments.renewStudy.call({ studyId })
      return studyId
    },
    onSuccess: async (study) => {
      await client.invalidateQueries({ queryKey: api.moments.key() })
      await navigate({ to: '/moments', search: { study } })
    },
  })
}
