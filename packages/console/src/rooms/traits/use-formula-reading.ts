import type { TraitFormula } from '@percorso/contract'
import { useCallback } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { readFormula } from './formula-reading.ts'

/** Reads formulas in the language of whoever uses the console. */
export function useFormulaReading(): (formula: TraitFormula) => string {
  const t = useTranslations('traits.reading')
  const ruleTexts = useTranslations('segments.reading')
  const factType = useTranslations('facts')
  const format = useFormatter()
  return useCallback(
    (formula) => {
      const text = readFormula(formula, { t, rules: { t: ruleTexts, factType, format } })
      return text.charAt(0).toLocaleUpperCase() + text.slice(1)
    },
    [t, ruleTexts, factType, format],
  )
}
