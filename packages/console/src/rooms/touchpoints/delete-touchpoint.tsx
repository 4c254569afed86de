import type { Touchpoint } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DeleteButton } from '../../ui/delete-button.tsx'

/** Asks first: another one could be made, but journeys and maps know this one by its number. */
export function DeleteTouchpoint({ touchpoint: { touchpointId, name }, onDone }: { touchpoint: Touchpoint; onDone: () => void }) {
  const t = useTranslations('touchpoints.remove')
  const client = useQueryClient()
  const remove = useMutation(
    api.touchpoints.remove.mutationOptions({
      onSuccess: async () => {
        onDone()
        await client.invalidateQueries({ queryKey: api.touchpoints.key() })
      },
    }),
  )
  const texts = { delete: t('delete'), title: t('title', { name }), verb: t('verb') }
  return (
    <DeleteButton texts={texts} removal={remove} onDelete={() => remove.mutate({ touchpointId })}>
      {t('hint')}
    </DeleteButton>
  )
}
