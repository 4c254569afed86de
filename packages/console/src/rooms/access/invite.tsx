import { Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { permissionsOf, roles } from '@percorso/contract/permissions'
import type { Role } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Snippet } from '../../ui/snippet.tsx'
import { Form } from './form.tsx'

/** Makes the link that lets one person in. */
export function Invite({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations('access')
  const close = useTranslations('ui')('close')
  const { may } = useMe()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const create = useMutation({
    ...api.invitations.create.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.invitations.key() }),
  })
  const forget = () => {
    create.reset()
    setEmail('')
  }
  const givable = roles.filter((one) => permissionsOf[one].every((permission) => may(permission)))
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={forget}
      title={t('members.inviteTitle')}
      closeButtonProps={{ 'aria-label': close }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('members.inviteText')}</Text>
        {create.data ? (
          <Snippet code={create.data.link} label={t('members.link')} />
        ) : (
          <Form
            submit={t('members.inviteSubmit')}
            pending={create.isPending}
            error={create.error}
            onSubmit={() => create.mutate({ email, role })}
          >
            <TextInput
              type="email"
              label={t('members.email')}
              required
              withAsterisk={false}
              data-autofocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label={t('members.role')}
              description={t(`rolesMean.${role}`)}
              data={givable.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
              value={role}
              allowDeselect={false}
              onChange={(chosen) => chosen && setRole(chosen)}
            />
          </Form>
        )}
      </Stack>
    </Modal>
  )
}
