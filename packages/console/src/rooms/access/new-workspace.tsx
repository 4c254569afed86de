import { Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useEnter } from '../../shell/use-enter.ts'
import { Form } from './form.tsx'
import { NameInput } from './name-form.tsx'

/** Makes a workspace beside this one, and goes there. */
export function NewWorkspace() {
  const t = useTranslations('access.workspace')
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const enter = useEnter()
  const create = useMutation({
    ...api.workspaces.create.mutationOptions(),
    onSuccess: async ({ workspaceId }) => {
      setName('') // made is made: should going there fail, the switcher has it, and nobody makes a second by trying again
      await queries.invalidateQueries({ queryKey: api.me.key() })
      enter.mutate({ workspaceId })
    },
  })
  return (
    <Form
      submit={t('create')}
      pending={create.isPending || enter.isPending || enter.isSuccess}
      error={create.error}
      onSubmit={() => create.mutate({ name })}
    >
      <Text size="sm" c="dimmed">
        {t('createHint')}
      </Text>
      <NameInput label={t('createName')} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
    </Form>
  )
}
