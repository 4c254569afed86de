import { Button } from '@mantine/core'
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconSend, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import { useUndo } from '../../ui/undo.tsx'
import type { Webhook } from './webhook-types.ts'

/** Try it out, change it, switch it off and on, delete it. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks')
  const { may } = useMe()
  const [asked, setAsked] = useState(false)
  if (!may('webhooks.manage')) return null
  const params = { webhookId: String(webhook.webhookId) }
  return (
    <>
      <Ping webhook={webhook} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/settings/webhooks/$webhookId/edit" params={params} {...props} />}
      >
        {t('edit')}
      </Button>
      <Switch webhook={webhook} />
      <Button size="xs" variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      <Delete webhook={webhook} opened={asked} onClose={() => setAsked(false)} />
    </>
  )
}

function Ping({ webhook: { webhookId, active } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks')
  const client = useQueryClient()
  const ping = useMutation(
    api.webhooks.ping.mutationOptions({
      onSuccess: () => void toast({ message: t('pinged') }),
      onError: () => void toast({ message: t('notPinged'), color: 'red' }),
      onSettled: () => client.invalidateQueries({ queryKey: api.webhooks.key() }),
    }),
  )
  return (
    <Button
      size="xs"
      disabled={!active}
      loading={ping.isPending}
      leftSection={<IconSend size={15} aria-hidden />}
      onClick={() => ping.mutate({ webhookId })}
    >
      {t('ping')}
    </Button>
  )
}

function Switch({ webhook: { webhookId, active } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks')
  const done = useUndo()
  const client = useQueryClient()
  const change = useMutation(
    api.webhooks.change.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.webhooks.key() }) }),
  )
  const Symbol = active ? IconPlayerPause : IconPlayerPlay
  const toggle = () =>
    change.mutate(
      { webhookId, active: !active },
      { onSuccess: () => done(t(active ? 'switchedOff' : 'switchedOn'), () => change.mutate({ webhookId, active })) },
    )
  return (
    <Button size="xs" variant="default" loading={change.isPending} leftSection={<Symbol size={15} aria-hidden />} onClick={toggle}>
      {t(active ? 'switchOff' : 'switchOn')}
    </Button>
  )
}

function Delete({ webhook: { webhookId, name }, opened, onClose }: { webhook: Webhook; opened: boolean; onClose: () => void }) {
  const t = useTranslations('webhooks')
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(
    api.webhooks.remove.mutationOptions({
      async onSuccess() {
        await navigate({ to: '/settings/webhooks' })
        void client.invalidateQueries({ queryKey: api.webhooks.key() })
      },
    }),
  )
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={t('deleteTitle', { name })}
      verb={t('delete')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ webhookId })}
    >
      {t('deleteHint')}
      {remove.error && <Problem error={remove.error} retry={remove.reset} />}
    </Confirm>
  )
}
