import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PairNumbers } from './pair-numbers.ts'

test('each pair has one number, in the order in which they come', () => {
  const whole = fc.oneof(fc.nat(3), fc.nat(0xffffffff))
  fc.assert(
    fc.property(fc.array(fc.tuple(whole, whole), { maxLength: 300 }), (pairs) => {
      const numbers = new PairNumbers()
      const known = new Map<string, number>()
      for (const [from, to] of pairs) {
        const number = known.get(`${from} ${to}`) ?? known.size
        known.set(`${from} ${to}`, number)
        expect(numbers.numberOf(from, to)).toBe(number)
        expect([numbers.from[number], numbers.to[number]]).toEqual([from, to])
      }
      expect(numbers.from).toHaveLength(known.size)
    }),
  )
})
