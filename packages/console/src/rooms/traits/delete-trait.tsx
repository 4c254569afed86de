import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DeleteButton } from '../../ui/delete-button.tsx'
import type { ComputedTrait } from './trait-types.ts'
import { UsedBy } from './used-by.tsx'

/** Asks first, and says who uses it: what others are built on cannot be deleted. */
export function DeleteTrait({ trait: { traitId, key, usedBy }, onDone }: { trait: ComputedTrait; onDone: () => void }) {
  const t = useTranslations('traits.remove')
  const client = useQueryClient()
  const remove = useMutation(
    api.computedTraits.remove.mutationOptions({
      onSuccess: async () => {
        onDone()
        await client.invalidateQueries({ queryKey: api.computedTraits.key() })
      },
    }),
  )
  const texts = { delete: t('delete'), title: t('title', { key }), verb: t('verb') }
  return (
    <DeleteButton texts={texts} removal={remove} onDelete={() => remove.mutate({ traitId })}>
      {usedBy.length > 0 ? (
        <>
          {t('inUse')} <UsedBy users={usedBy} />
        </>
      ) : (
        t('hint')
      )}
    </DeleteButton>
  )
}
