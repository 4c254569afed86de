import type { FactMatch, TraitFormula } from '@percorso/contract'
import { isFinished } from '../segments/builder/draft.ts'

/** What a formula can be, as it is chosen from. */
export const formulaKinds = ['count', 'measure', 'edge', 'time', 'since', 'favourite', 'usual', 'arithmetic'] as const
/** What can be reckoned with: those that come to a number, and numbers themselves. */
export const numberKinds = ['count', 'measure', 'since', 'usual', 'number', 'arithmetic'] as const
export type FormulaKind = (typeof formulaKinds)[number] | (typeof numberKinds)[number]

/** Levels of arithmetic that the editor offers; a formula that came with more keeps them. */
export const LEVELS_MAX = 3

export function kindOfFormula(formula: TraitFormula): FormulaKind {
  if ('op' in formula) return 'arithmetic'
  const kinds = ['count', 'measure', 'edge', 'time', 'since', 'favourite', 'usual', 'number'] as const
  return kinds.find((kind) => Object.hasOwn(formula, kind)) ?? 'count'
}

const begun: Record<FormulaKind, (of: FactMatch) => TraitFormula> = {
  count: (count) => ({ count }),
  measure: (of) => ({ measure: 'sum', property: '', of }),
  edge: (of) => ({ edge: 'last', property: '', of }),
  time: (of) => ({ time: 'first', of }),
  since: (of) => ({ since: 'last', of, unit: 'days' }),
  favourite: (of) => ({ favourite: '', of }),
  usual: (of) => ({ usual: 'hour', of }),
  number: () => ({ number: Number.NaN }),
  arithmetic: (of) => ({ op: 'divide', parts: [{ measure: 'sum', property: '', of }, { count: of }] }),
}

/** A formula of a kind to begin with, about the same facts as the one it takes the place of. What can be reckoned with becomes the first part. */
export function newFormula(kind: FormulaKind, instead: TraitFormula): TraitFormula {
  const fresh = begun[kind](factsOf(instead))
  const isNumber = (numberKinds as readonly string[]).includes(kindOfFormula(instead))
  return 'op' in fresh && isNumber ? { ...fresh, parts: [instead, fresh.parts[1]] } : fresh
}

function factsOf(formula: TraitFormula): FactMatch {
  if ('op' in formula) return factsOf(formula.parts[0])
  if ('count' in formula) return formula.count
  return 'of' in formula ? formula.of : {}
}

/** Whether every field is filled in, and something of facts is read. */
export function isWhole(formula: TraitFormula): boolean {
  return isFinished(formula) && readsFacts(formula)
}

function readsFacts(formula: TraitFormula): boolean {
  return 'op' in formula ? formula.parts.some(readsFacts) : !('number' in formula)
}
