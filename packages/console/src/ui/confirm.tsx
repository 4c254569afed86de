import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

type ConfirmProps = {
  opened: boolean
  onClose: () => void
  title: string
  /** What will happen, and what cannot be taken back. */
  children: ReactNode
  /** The verb on the button: “Erase”, not “OK”. */
  verb: string
  onConfirm: () => void
  pending?: boolean
  /** Must be typed before the button works: for what concerns many people at once. */
  typed?: string
}

/** For the few things that cannot be undone; everything else is done at once and can be taken back (`useUndo`). */
export function Confirm({ opened, onClose, title, children, verb, onConfirm, pending = false, typed }: ConfirmProps) {
  const t = useTranslations('ui')
  const [word, setWord] = useState('')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setWord('')}
    >
      <Text size="sm" component="div">
        {children}
      </Text>
      {typed !== undefined && (
        <TextInput
          mt="md"
          label={t('typeToConfirm', { word: typed })}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button color="red" loading={pending} disabled={typed !== undefined && word !== typed} onClick={onConfirm}>
          {verb}
        </Button>
      </Group>
    </Modal>
  )
}
