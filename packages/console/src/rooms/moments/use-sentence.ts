import type { JourneyMarker } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { useMatchText } from '../touchpoints/use-match-text.ts'
import { markerOf } from './asked-question.ts'
import { markerText } from './marker.ts'
import type { Question } from './moment-types.ts'
import { useChoices } from './use-choices.ts'

/** A question read out. */
export function useSentence(): (question: Question) => string {
  const t = useTranslations('moments.sentence')
  const format = useFormatter()
  const { labelOf } = useChoices(undefined, [])
  const read = useMatchText()
  const named = (marker: JourneyMarker) => {
    const name = labelOf(markerText(marker))
    return name || 'step' in marker ? t('named', { name }) : read([marker.match])
  }
  return ({ reached, outcome, landmarkDays = 30, horizonDays = 90 }) => {
    const who = reached ? t('reached', { stage: named(reached) }) : t('anybody')
    const name = named(markerOf(outcome))
    const what =
      outcome.kind === 'worth'
        ? t('worth', { name, property: outcome.property, least: format.number(outcome.atLeast) })
        : t(outcome.kind, { name })
    return t('whole', { who, landmark: landmarkDays, what, horizon: horizonDays })
  }
}
