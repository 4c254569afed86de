import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toast.tsx'
import { useUndo } from '../../ui/undo.tsx'

/** Changes a trait, says so, and knows the way back: what was there before. */
export function useEditTrait(profileId: string, onDone: () => void) {
  const t = useTranslations('customers.trait')
  const client = useQueryClient()
  const undoable = useUndo()
  const renew = async () => {
    void client.invalidateQueries({ queryKey: api.sources.key() }) // what is done by hand has one, from the first time on
    await client.invalidateQueries({ queryKey: api.profiles.key() })
  }
  const mutation = useMutation(api.profiles.edit.mutationOptions())
  const back = useMutation(api.profiles.edit.mutationOptions({ onSuccess: renew }))
  const edit = (key: string, value: unknown) =>
    mutation.mutate(
      { profileId, traits: { [key]: value } as never },
      {
        onSuccess: async ({ before, applied }) => {
          onDone()
          await renew()
          if (!applied) void toast({ message: t('late') })
          undoable(t('changed', { key }), () => back.mutate({ profileId, traits: before as never }))
        },
      },
    )
  return { edit, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset }
}
