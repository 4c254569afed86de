import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aucOf } from '../scoring/auc.ts'
import { chainOf } from './chain.ts'
import { aucOfTied, discriminationOf } from './discrimination.ts'
import { flowOfCounts } from './removal.ts'

test('people of one score counted together give what they give one by one', () => {
  const groups = fc.array(fc.record({ score: fc.nat(5), converted: fc.nat(6), lost: fc.nat(6) }), { maxLength: 8 })
  fc.assert(
    fc.property(groups, (tied) => {
      const each = tied.flatMap(({ score, converted, lost }) => [
        ...Array.from({ length: converted }, () => ({ score, won: true })),
        ...Array.from({ length: lost }, () => ({ score, won: false })),
      ])
      const found = aucOfTied(tied)
      const plain = aucOf(
        each.map(({ score }) => score),
        each.map(({ won }) => won),
      )
      expect(found === undefined).toBe(plain === undefined)
      if (!found || !plain) return
      expect(found.auc).toBeCloseTo(plain.auc, 10)
      expect(found.standardError).toBeCloseTo(plain.standardError, 6)
      expect([found.converted, found.others]).toEqual([plain.converted, plain.others])
    }),
  )
})

test('a chain whose last touchpoint decides tells everybody apart', () => {
  const paths = [
    { steps: ['ad', 'shop'], converted: 5, lost: 0 },
    { steps: ['shop', 'ad'], converted: 0, lost: 5 },
  ]
  const chain = chainOf(paths, 2)
  expect(discriminationOf(chain, flowOfCounts(chain, paths))?.auc).toBe(1)
})
