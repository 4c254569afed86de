import { traitFormula } from '@percorso/contract'
import type { TraitFormula } from '@percorso/contract'
import { createFormatter, createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { en } from '../../texts/en/all.ts'
import { it as italian } from '../../texts/it/all.ts'
import { pl } from '../../texts/pl/all.ts'
import { examples } from './examples.ts'
import { formulaKinds, isWhole, kindOfFormula, newFormula, numberKinds } from './formula-kinds.ts'
import { readFormula } from './formula-reading.ts'
import type { FormulaReader } from './formula-reading.ts'

const texts = { en, it: italian as unknown as typeof en, pl: pl as unknown as typeof en }

function readerOf(locale: keyof typeof texts): FormulaReader {
  const messages = texts[locale]
  const onError = (error: Error) => {
    throw error
  }
  return {
    t: createTranslator({ locale, messages, namespace: 'traits.reading', onError }),
    rules: {
      t: createTranslator({ locale, messages, namespace: 'segments.reading', onError }),
      factType: createTranslator({ locale, messages, namespace: 'facts', onError }),
      format: createFormatter({ locale, timeZone: 'Europe/Rome', onError }),
    },
  }
}

const inAll = (formula: TraitFormula) => (['en', 'it', 'pl'] as const).map((language) => readFormula(formula, readerOf(language)))

describe('the examples', () => {
  it.each(Object.entries(examples))('%s is a formula', (_name, { formula }) => {
    expect(traitFormula.safeParse(formula).error).toBeUndefined()
    expect(isWhole(formula)).toBe(true)
  })

  it('say what they are', () => {
    expect(Object.values(examples).map(({ formula }) => inAll(formula)[0])).toEqual([
      'the sum of total of “Order Completed”',
      'the commonest category of “Product Viewed”',
      'days since the last “Order Completed”',
      'the usual hour of anything',
      'how often “Order Completed” happened in the last 365 days',
    ])
  })
})

it('reads arithmetic with its parentheses, in every language', () => {
  const sum: TraitFormula = {
    measure: 'sum',
    property: 'total',
    of: { fact: 'Order Completed' },
    within: { last: { n: 1, unit: 'years' } },
  }
  const count: TraitFormula = { count: { fact: 'Order Completed' } }
  expect(inAll({ op: 'divide', parts: [{ op: 'subtract', parts: [sum, { number: 10 }] }, count] })).toEqual([
    '(the sum of total of “Order Completed” in the last year minus 10) divided by how often “Order Completed” happened',
    '(la somma di total (“Order Completed”) nell’ultimo anno meno 10) diviso quante volte è avvenuto “Order Completed”',
    '(suma total dla faktu „Order Completed” w ciągu ostatniego roku minus 10) podzielić przez ile razy wystąpił fakt „Order Completed”',
  ])
})

/** A formula with its empty fields filled in. */
function filled(formula: TraitFormula): TraitFormula {
  return JSON.parse(JSON.stringify(formula).replaceAll('""', '"total"').replaceAll('null', '2')) as TraitFormula
}

describe('a formula of any kind', () => {
  it.each(formulaKinds)('that is begun as %s is one once it is filled in', (kind) => {
    const begun = newFormula(kind, { count: { fact: 'Order Completed' } })
    expect(kindOfFormula(begun)).toBe(kind)
    expect(traitFormula.safeParse(filled(begun)).error).toBeUndefined()
    for (const text of inAll(filled(begun))) expect(text).toContain('Order Completed')
  })

  it.each(numberKinds)('can be reckoned with if it is %s', (kind) => {
    const part = filled(newFormula(kind, { count: {} }))
    expect(traitFormula.safeParse({ op: 'add', parts: [part, { count: {} }] }).error).toBeUndefined()
  })

  it('is not whole with an empty field, or without a fact', () => {
    expect(isWhole({ favourite: '', of: {} })).toBe(false)
    expect(isWhole({ op: 'add', parts: [{ number: 1 }, { number: 2 }] })).toBe(false)
    expect(isWhole({ op: 'add', parts: [{ number: 1 }, { count: {} }] })).toBe(true)
  })
})
