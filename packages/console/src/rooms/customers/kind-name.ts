import { useTranslations } from 'use-intl'

const NAMED = ['user_id', 'anonymous_id', 'email', 'phone'] as const

/** The name of a kind of identifier; kinds of other systems go by their own. */
export function useKindName(): (kind: string) => string {
  const t = useTranslations('customers.kinds')
  return (kind) => {
    const named = NAMED.find((name) => name === kind)
    return named ? t(named) : kind.replace(/^external:/u, '')
  }
}
