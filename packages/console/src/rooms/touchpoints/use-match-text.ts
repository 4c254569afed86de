import type { FactMatch } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { ofFacts } from '../segments/reading.ts'

/** Reads matches in the language of whoever uses the console. */
export function useMatchText(): (matches: FactMatch[]) => string {
  const t = useTranslations('segments.reading')
  const factType = useTranslations('facts')
  const format = useFormatter()
  return (matches) =>
    format.list(
      matches.map((match) => ofFacts(match, { t, factType, format })),
      { type: 'disjunction' },
    )
}
