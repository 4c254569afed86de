import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { DeleteButton } from '../../../ui/delete-button.tsx'
import type { Initiative } from './initiative-types.ts'

export function DeleteInitiative({ initiative: { initiativeId, name } }: { initiative: Initiative }) {
  const t = useTranslations('gaps.one')
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(
    api.initiatives.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/initiatives' })
        await client.invalidateQueries({ queryKey: api.initiatives.key() })
      },
    }),
  )
  const texts = { delete: t('delete'), title: t('deleteTitle', { name }), verb: t('delete') }
  return (
    <DeleteButton texts={texts} removal={remove} onDelete={() => remove.mutate({ initiativeId })}>
      {t('deleteHint')}
    </DeleteButton>
  )
}
