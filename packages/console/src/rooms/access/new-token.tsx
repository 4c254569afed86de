import { Checkbox, Modal, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { permissions } from '@percorso/contract/permissions'
import type { Permission } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Snippet } from '../../ui/snippet.tsx'
import { Form } from './form.tsx'

/** Makes a token, with no more than whoever makes it may do. */
export function NewToken({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations('access.tokens')
  const close = useTranslations('ui')('close')
  const { may } = useMe()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Permission[]>(['people.read', 'facts.read'])
  const [days, setDays] = useState<number | ''>(90)
  const create = useMutation({
    ...api.tokens.create.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.tokens.key() }),
  })
  const forget = () => {
    create.reset()
    setName('')
  }
  return (
    <Modal opened={opened} onClose={onClose} onExitTransitionEnd={forget} title={t('create')} closeButtonProps={{ 'aria-label': close }}>
      {create.data ? (
        <Snippet code={create.data.token} label={t('token')} />
      ) : (
        <Form
          submit={t('submit')}
          pending={create.isPending}
          error={create.error}
          onSubmit={() => create.mutate({ name, scopes, ...(days !== '' && { days }) })}
        >
          <TextInput
            label={t('name')}
            required
            withAsterisk={false}
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group label={t('scopes')} value={scopes} onChange={(chosen) => setScopes(chosen as Permission[])}>
            <SimpleGrid cols={2} spacing={6} mt={6}>
              {permissions
                .filter((permission) => may(permission))
                .map((permission) => (
                  <Checkbox key={permission} size="xs" value={permission} label={permission} />
                ))}
            </SimpleGrid>
          </Checkbox.Group>
          <Stack gap={0}>
            <NumberInput
              label={t('days')}
              min={1}
              max={3650}
              allowDecimal={false}
              value={days}
              onChange={(value) => setDays(typeof value === 'number' ? value : '')}
            />
          </Stack>
        </Form>
      )}
    </Modal>
  )
}
