import type { Because as Reason } from '@percorso/contract'
import { useTranslations } from 'use-intl'

/** Why somebody entered or left, in words. */
export function useBecause(): (because: Reason) => string {
  const t = useTranslations('segments.because')
  return (because) => {
    if (because.kind === 'fact' || because.kind === 'set') return t(because.kind, { name: because.name })
    return t(because.kind)
  }
}
