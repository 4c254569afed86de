import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toast.tsx'

/** One of the values that `me` has, with a form of its own. What nobody touched follows what is fetched; what somebody typed stays until it is saved. */
export function useSetting(now: string, change: (value: string) => Promise<unknown>) {
  const t = useTranslations('access.account')
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string>()
  const { mutate, isPending, error } = useMutation({
    mutationFn: change,
    onSuccess: async (_, sent) => {
      await queries.invalidateQueries({ queryKey: api.me.key() })
      setTyped((still) => (still === sent ? undefined : still))
      await toast({ message: t('saved') })
    },
  })
  const value = typed ?? now
  return { value, setValue: setTyped, form: { pending: isPending, error, onSubmit: () => mutate(value) } }
}
