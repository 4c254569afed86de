import type { WebhookMatch } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { facts } from '../segments/reading.ts'
import { useSegmentName } from '../segments/use-segment-name.ts'

/** Reads what a webhook is called for, in the language of whoever uses the console. */
export function useMatchesText(): (matches: WebhookMatch[]) => string {
  const t = useTranslations('webhooks.reading')
  const rules = useTranslations('segments.reading')
  const factType = useTranslations('facts')
  const format = useFormatter()
  const segmentName = useSegmentName()
  const one = (match: WebhookMatch) => {
    if (!('moves' in match)) return facts(match, { t: rules, factType, format })
    const way = match.moves.length > 1 ? 'both' : match.moves[0]!
    return match.segment === undefined ? t(`any.${way}`) : t(`one.${way}`, { segment: segmentName(match.segment) })
  }
  return (matches) => {
    const text = format.list(matches.map(one), { type: 'disjunction' })
    return text.charAt(0).toLocaleUpperCase() + text.slice(1)
  }
}
