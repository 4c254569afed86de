import { Button, Group, Modal, Progress, Text, TextInput } from '@mantine/core'
import { IconChartCircles } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Problem } from '../../ui/problem.tsx'
import { useSavePeople } from './use-save-people.ts'
import type { ReadPeople } from './use-save-people.ts'

/** A list of people that no rule describes, as a segment: who is in it now, and nobody else. */
export function SavePeople({ read }: { read: ReadPeople }) {
  const t = useTranslations('sets.save')
  const { may } = useMe()
  const [opened, setOpened] = useState(false)
  if (!may('segments.manage')) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconChartCircles size={14} aria-hidden />} onClick={() => setOpened(true)}>
        {t('verb')}
      </Button>
      {opened && <SaveForm read={read} onClose={() => setOpened(false)} />}
    </>
  )
}

function SaveForm({ read, onClose }: { read: ReadPeople; onClose: () => void }) {
  const t = useTranslations('sets.save')
  const ui = useTranslations('ui')
  const [name, setName] = useState('')
  const saving = useSavePeople(read)
  const stop = () => (saving.stop(), onClose())
  return (
    <Modal opened onClose={stop} title={t('verb')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate(name.trim())
        }}
      >
        {saving.error && <Problem error={saving.error} retry={() => saving.mutate(name.trim())} />}
        <TextInput
          label={t('name')}
          required
          maxLength={100}
          data-autofocus
          value={name}
          disabled={saving.isPending}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" mt="xs">
          {t('hint')}
        </Text>
        {saving.isPending && <Progress value={100} animated mt="sm" aria-label={t('saving')} />}
        <Text size="sm" mt="xs" component="output" style={{ display: 'block' }}>
          {saving.isPending && t('done', { n: saving.done })}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={stop}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={name.trim() === ''}>
            {t('verb')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
