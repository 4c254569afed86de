import type { TraitFormula, TraitReading } from '@percorso/contract'
import type { useTranslations } from 'use-intl'
import { facts, ofFacts, windowText } from '../segments/reading.ts'
import type { FactReader } from '../segments/reading.ts'

// A formula in the words of whoever reads: “the sum of total of “Order Completed” in the last year”.

export type FormulaReader = { t: ReturnType<typeof useTranslations<'traits.reading'>>; rules: FactReader }

/** A formula in words, as a part of a sentence. */
export function readFormula(formula: TraitFormula, reader: FormulaReader): string {
  if ('number' in formula) return reader.rules.format.number(formula.number, { maximumFractionDigits: 6 })
  if (!('op' in formula)) return readReading(formula, reader)
  const [a, b] = formula.parts.map((part) => ('op' in part ? `(${readFormula(part, reader)})` : readFormula(part, reader)))
  return reader.t(`arithmetic.${formula.op}`, { a: a!, b: b! })
}

function readReading(reading: TraitReading, { t, rules }: FormulaReader): string {
  if ('count' in reading) return t('count', { what: facts(reading.count, rules), when: windowText(reading.within, rules) })
  const what = ofFacts(reading.of, rules)
  if ('time' in reading) return t(`time.${reading.time}`, { what })
  if ('since' in reading) return t(`since.${reading.since}`, { what, unit: reading.unit })
  const when = windowText(reading.within, rules)
  if ('usual' in reading) return t(`usual.${reading.usual}`, { what: facts(reading.of, rules), when })
  if ('favourite' in reading) return t('favourite', { property: reading.favourite, what, when })
  if ('edge' in reading) return t(`edge.${reading.edge}`, { property: reading.property, what, when })
  return t(`measure.${reading.measure}`, { property: reading.property, what, when })
}
