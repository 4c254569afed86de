import type { Because as Reason } from '@percorso/contract'
import { useTranslations } from 'use-intl'

/** Why somebody entered or left, in words. */
export function useBecause(): (because: Reason) => string {
  const t = useTranslations('segments.because')
  return (because) => (because.kind === 'fact' ? t('fact', { name: because.name }) : t(because.kind))
}
