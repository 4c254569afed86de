import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DeleteButton } from '../../ui/delete-button.tsx'
import { UsedBy } from '../traits/used-by.tsx'
import type { Model } from './score-types.ts'

/** Asks first, and says who uses its traits: what others are built on cannot be deleted. */
export function DeleteModel({ model: { modelId, name, usedBy } }: { model: Model }) {
  const t = useTranslations('scores.remove')
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation(
    api.scores.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/scores' })
        void client.invalidateQueries({ queryKey: api.scores.key() })
      },
    }),
  )
  const texts = { delete: t('delete'), title: t('title', { name }), verb: t('verb') }
  return (
    <DeleteButton texts={texts} removal={remove} onDelete={() => remove.mutate({ modelId })}>
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
