import { ORPCError } from '@orpc/client'
import { useTranslations } from 'use-intl'

/** Why something was refused, in the reader's language where we know the reason, else as the server says it. */
export function useReason(): (error: unknown) => string | undefined {
  const t = useTranslations('access.problems')
  return (error) => {
    if (!error) return undefined
    if (!(error instanceof ORPCError)) return t('other')
    return t.has(error.code as 'other') ? t(error.code as 'other') : error.message || t('other')
  }
}
