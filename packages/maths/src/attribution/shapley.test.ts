import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PathCount } from './paths.ts'
import { shapleyOf } from './shapley.ts'

const paths = fc.array(
  fc.record({
    steps: fc.array(fc.constantFrom('ad', 'call', 'mail', 'shop', 'web'), { minLength: 1, maxLength: 6 }),
    converted: fc.nat(20),
    lost: fc.nat(20),
  }),
  { minLength: 1, maxLength: 12 },
)

test('what the closed form gives is what trying every coalition gives', () => {
  fc.assert(
    fc.property(paths, (some) => {
      const values = shapleyOf(some)
      for (const [touchpoint, value] of byCoalitions(some)) expect(values.get(touchpoint)).toBeCloseTo(value, 9)
    }),
  )
})

test('all conversions are shared out', () => {
  fc.assert(
    fc.property(paths, (some) => {
      const shared = [...shapleyOf(some).values()].reduce((sum, value) => sum + value, 0)
      expect(shared).toBeCloseTo(worth(some, new Set(some.flatMap(({ steps }) => steps))), 9)
    }),
  )
})

test('touchpoints that change places change values', () => {
  const swapped: Record<string, string> = { ad: 'web', web: 'ad' }
  fc.assert(
    fc.property(paths, (some) => {
      const others = shapleyOf(some.map((path) => ({ ...path, steps: path.steps.map((step) => swapped[step] ?? step) })))
      for (const [touchpoint, value] of shapleyOf(some)) expect(others.get(swapped[touchpoint] ?? touchpoint)).toBeCloseTo(value, 9)
    }),
  )
})

test('order and repetition do not matter, and who led to no conversion gets nothing', () => {
  const some = [
    { steps: ['ad', 'mail', 'ad', 'shop'], converted: 6, lost: 1 },
    { steps: ['mail'], converted: 1, lost: 0 },
    { steps: ['call'], converted: 0, lost: 9 },
  ]
  expect(Object.fromEntries(shapleyOf(some))).toEqual({ ad: 2, mail: 3, shop: 2, call: 0 })
})

/** Conversions of the paths that meet none but these. */
function worth(some: PathCount[], coalition: Set<string>): number {
  return some.filter(({ steps }) => steps.every((step) => coalition.has(step))).reduce((sum, { converted }) => sum + converted, 0)
}

/** The definition: what each adds to a coalition, on average over all orders in which they may come together. */
function byCoalitions(some: PathCount[]): Map<string, number> {
  const players = [...new Set(some.flatMap(({ steps }) => steps))]
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const values = players.map((player): [string, number] => {
    const others = players.filter((one) => one !== player)
    let value = 0
    for (let bits = 0; bits < 2 ** others.length; bits += 1) {
      const coalition = others.filter((_, i) => bits & (1 << i))
      const weight = (factorial(coalition.length) * factorial(players.length - coalition.length - 1)) / factorial(players.length)
      value += weight * (worth(some, new Set([...coalition, player])) - worth(some, new Set(coalition)))
    }
    return [player, value]
  })
  return new Map(values)
}
