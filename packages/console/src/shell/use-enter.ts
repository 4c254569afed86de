import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../api/client.ts'
import { toast } from '../ui/toast.tsx'

/** Goes to another workspace, which begins anew: nothing of this one may stay on the page or in memory. */
export function useEnter() {
  const t = useTranslations('shell')
  return useMutation({
    ...api.me.enter.mutationOptions(),
    onSuccess: () => location.assign('/'),
    onError: () => void toast({ message: t('switchFailed'), color: 'red' }),
  })
}
