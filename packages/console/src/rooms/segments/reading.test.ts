import { leavesOf } from '@percorso/contract'
import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import fc from 'fast-check'
import { createFormatter, createTranslator } from 'use-intl/core'
import { expect, it } from 'vitest'
import { anyRule } from '../../../../contract/src/testing/any-rule.ts'
import { en } from '../../texts/en/all.ts'
import { it as italian } from '../../texts/it/all.ts'
import { pl } from '../../texts/pl/all.ts'
import type { Language } from '../../texts/texts.ts'
import { readRule } from './reading.ts'
import type { Reader } from './reading.ts'

const texts = { en, it: italian as unknown as typeof en, pl: pl as unknown as typeof en }

function readerOf(locale: Language): Reader {
  const messages = texts[locale]
  const onError = (error: Error) => {
    throw error
  }
  return {
    t: createTranslator({ locale, messages, namespace: 'segments.reading', onError }),
    factType: createTranslator({ locale, messages, namespace: 'facts', onError }),
    format: createFormatter({ locale, timeZone: 'Europe/Rome', onError }),
    segmentName: (segmentId) => `no. ${segmentId}`,
    setName: (setId) => `list ${setId}`,
  }
}

const languages = ['en', 'it', 'pl'] as const
const inAll = (where: SegmentWhere) => languages.map((language) => readRule(where, readerOf(language)))

const bought = (value: number): SegmentRuleLeaf => ({
  count: { fact: 'Order Completed' },
  within: { last: { n: 90, unit: 'days' } },
  op: 'atLeast',
  value,
})
const opened: SegmentRuleLeaf = { count: { fact: 'Email Opened' }, within: { last: { n: 30, unit: 'days' } }, op: 'atLeast', value: 1 }

it('says what somebody did, and did not', () => {
  expect(inAll({ all: [bought(2), { not: opened }] })).toEqual([
    'did “Order Completed” at least twice in the last 90 days and did not do “Email Opened” in the last 30 days',
    'ha fatto “Order Completed” almeno due volte negli ultimi 90 giorni e non ha fatto “Email Opened” negli ultimi 30 giorni',
    'fakt „Order Completed” wystąpił co najmniej 2 razy w ciągu ostatnich 90 dni i fakt „Email Opened” nie wystąpił w ciągu ostatnich 30 dni',
  ])
})

it('counts as each language does', () => {
  expect([1, 2, 5, 22].map((value) => readRule(bought(value), readerOf('pl')))).toEqual([
    'fakt „Order Completed” wystąpił w ciągu ostatnich 90 dni',
    'fakt „Order Completed” wystąpił co najmniej 2 razy w ciągu ostatnich 90 dni',
    'fakt „Order Completed” wystąpił co najmniej 5 razy w ciągu ostatnich 90 dni',
    'fakt „Order Completed” wystąpił co najmniej 22 razy w ciągu ostatnich 90 dni',
  ])
  expect(inAll({ stopped: { fact: 'Login' }, for: { n: 1, unit: 'weeks' } })).toEqual([
    'did “Login” before but not in the last week',
    'prima ha fatto “Login” ma non nell’ultima settimana',
    'fakt „Login” wcześniej występował, ale nie w ciągu ostatniego tygodnia',
  ])
})

it('says never, nothing and none as each language does', () => {
  const within = { last: { n: 60, unit: 'days' } } as const
  const silent = [
    'did not do anything in the last 60 days',
    'non ha fatto nulla negli ultimi 60 giorni',
    'żaden fakt nie wystąpił w ciągu ostatnich 60 dni',
  ]
  expect(inAll({ not: { count: {}, within, op: 'atLeast', value: 1 } })).toEqual(silent)
  expect(inAll({ count: {}, within, op: 'equals', value: 0 })).toEqual(silent)
  expect(inAll({ count: {}, within, op: 'lessThan', value: 1 })).toEqual(silent)
  expect(inAll({ not: { count: { type: 'page' }, within, op: 'atMost', value: 0 } })).toEqual([
    'did something of the kind “Page” in the last 60 days',
    'ha fatto qualcosa di tipo “Pagina” negli ultimi 60 giorni',
    'jakiś fakt rodzaju „Strona” wystąpił w ciągu ostatnich 60 dni',
  ])
  const cities: SegmentRuleLeaf = { trait: 'city', op: 'anyOf', value: ['Roma', 'Milano'] }
  expect(inAll(cities)).toEqual(['city is “Roma” or “Milano”', 'city è “Roma” o “Milano”', 'city to „Roma” lub „Milano”'])
  expect(inAll({ not: cities })).toEqual([
    'city is none of “Roma” and “Milano”',
    'city non è nessuno di “Roma” e “Milano”',
    'city to żadne z: „Roma” i „Milano”',
  ])
})

it('keeps a sequence apart from what stands beside it', () => {
  const bought: SegmentRuleLeaf = { sequence: [{ fact: 'Product Viewed' }, { fact: 'Order Completed' }], in: { n: 7, unit: 'days' } }
  expect(inAll({ all: [bought, { trait: 'city', op: 'exists' }] })).toEqual([
    '(did in this order: “Product Viewed”, then “Order Completed” within 7 days) and city is known',
    '(ha fatto in quest’ordine: “Product Viewed”, poi “Order Completed” entro 7 giorni) e city è noto',
    '(po kolei: fakt „Product Viewed”, potem fakt „Order Completed” w ciągu 7 dni) i city: wartość jest znana',
  ])
})

it('keeps together what belongs together', () => {
  const roma: SegmentRuleLeaf = { trait: 'city', op: 'equals', value: 'Roma' }
  const rich: SegmentRuleLeaf = { measure: 'sum', property: 'total', of: { fact: 'Order Completed' }, op: 'moreThan', value: 1234.5 }
  const [english] = inAll({ all: [roma, { any: [rich, { not: { segment: 4 } }] }, { not: { any: [opened, roma] } }] })
  expect(english).toBe(
    'city is “Roma”, (the sum of total of “Order Completed” is more than 1,234.5 or is not in the segment “no. 4”), and (none of these is true: did “Email Opened” in the last 30 days or city is “Roma”)',
  )
})

/** The names that a condition cannot be told without. */
function namesIn(leaf: SegmentRuleLeaf): string[] {
  if ('trait' in leaf) return [leaf.trait]
  if ('count' in leaf) return [leaf.count.fact ?? '', ...(leaf.count.where ?? []).map(({ property }) => property)]
  return 'sequence' in leaf ? leaf.sequence.map(({ fact = '' }) => fact) : []
}

it('whatever a rule says, and its contrary, can be said in every language, with all that is in it', () => {
  const readers = languages.map(readerOf)
  fc.assert(
    fc.property(anyRule(), (where) => {
      for (const reader of readers) {
        const said = readRule(where, reader)
        for (const name of leavesOf(where).flatMap(namesIn)) expect(said).toContain(name)
        expect(readRule({ not: where }, reader)).not.toBe(said)
      }
    }),
  )
})
