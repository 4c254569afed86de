import type { MapHead } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DeleteButton } from '../../ui/delete-button.tsx'

/** Asks first: versions, comments and links go with it. */
export function DeleteMap({ map: { mapId, name } }: { map: MapHead }) {
  const t = useTranslations('maps.delete')
  const client = useQueryClient()
  const remove = useMutation(api.maps.remove.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.maps.key() }) }))
  const texts = { delete: t('delete'), title: t('title', { name }), verb: t('verb') }
  return (
    <DeleteButton texts={texts} removal={remove} onDelete={() => remove.mutate({ mapId })}>
      {t('hint')}
    </DeleteButton>
  )
}
