import { Button, Modal, Text } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useUndo } from '../../ui/undo.tsx'
import { UsedBy } from '../traits/used-by.tsx'
import type { Segment } from './segment-types.ts'

/** Pause and resume, and delete. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const t = useTranslations('segments')
  const { may } = useMe()
  const [asked, setAsked] = useState(false)
  const { toggle, isPending } = usePause(segment)
  if (!may('segments.manage')) return null
  const isPaused = segment.state === 'paused'
  const Symbol = isPaused ? IconPlayerPlay : IconPlayerPause
  return (
    <>
      <Button size="xs" variant="default" loading={isPending} leftSection={<Symbol size={15} aria-hidden />} onClick={toggle}>
        {t(isPaused ? 'resume' : 'pause')}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      <Delete segment={segment} opened={asked} onClose={() => setAsked(false)} />
    </>
  )
}

function usePause({ segmentId, state }: Segment) {
  const t = useTranslations('segments')
  const done = useUndo()
  const client = useQueryClient()
  const change = useMutation(
    api.segments.change.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.segments.key() }) }),
  )
  const paused = state !== 'paused'
  const toggle = () =>
    change.mutate(
      { segmentId, paused },
      { onSuccess: () => done(t(paused ? 'pausedNow' : 'resumed'), () => change.mutate({ segmentId, paused: !paused })) },
    )
  return { toggle, isPending: change.isPending }
}

/** Asks first: its history goes with it. What other segments are built on cannot be deleted, and says so. */
function Delete({ segment, opened, onClose }: { segment: Segment; opened: boolean; onClose: () => void }) {
  const t = useTranslations('segments.remove')
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(
    api.segments.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/segments' })
        void client.invalidateQueries({ queryKey: api.segments.key() })
      },
    }),
  )
  const { segmentId, name, usedBy } = segment
  if (usedBy.length > 0) return <InUse usedBy={usedBy} name={name} opened={opened} onClose={onClose} />
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={t('title', { name })}
      verb={t('verb')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ segmentId })}
    >
      {t('hint')}
      {remove.error && <Problem error={remove.error} retry={remove.reset} />}
    </Confirm>
  )
}

type InUseProps = { usedBy: Segment['usedBy']; name: string; opened: boolean; onClose: () => void }

function InUse({ usedBy, name, opened, onClose }: InUseProps) {
  const t = useTranslations('segments.remove')
  const ui = useTranslations('ui')
  return (
    <Modal opened={opened} onClose={onClose} title={t('inUse', { name })} closeButtonProps={{ 'aria-label': ui('close') }}>
      <Text size="sm">{t('inUseHint')}</Text>
      <Text size="sm" mt="xs" onClick={onClose}>
        <UsedBy users={usedBy} />
      </Text>
    </Modal>
  )
}
