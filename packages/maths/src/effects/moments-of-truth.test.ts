import { expect, test } from 'vitest'
import { createChance } from '../attribution/chance.ts'
import type { Chance } from '../attribution/chance.ts'
import { momentsOfTruth } from './moments-of-truth.ts'
import type { Adjusted, Moment } from './moments-of-truth.ts'

const limits = { peopleMin: 30, qMax: 0.1 }
const column = (length: number, is: (i: number) => boolean) => Uint8Array.from({ length }, (_, i) => Number(is(i)))
const named = (moments: Moment[], touchpoint: string) => moments.find((one) => one.touchpoint === touchpoint)!

/** 1,000 people of whom every fifth has the outcome, but 40% of the hundreds 0–1 and nobody of the hundreds 2–3. */
const outcomes = column(1_000, (i) => (i < 200 ? i % 5 < 2 : i >= 400 && i % 5 === 0))

test('what raises the risk is a strength, what lowers it a weakness, and the greatest effect comes first', () => {
  const moments = momentsOfTruth(
    {
      outcomes,
      candidates: [
        { touchpoint: 'idle', exposed: column(1_000, (i) => i % 2 === 0) },
        { touchpoint: 'good', exposed: column(1_000, (i) => i < 200) },
        { touchpoint: 'bad', exposed: column(1_000, (i) => i >= 195 && i < 400) },
      ],
      knownBefore: [],
    },
    limits,
  )
  expect(moments.map(({ touchpoint, verdict }) => [touchpoint, verdict])).toEqual([
    ['good', 'strength'],
    ['bad', 'weakness'],
    ['idle', 'unclear'],
  ])
  expect(named(moments, 'good')).toMatchObject({
    n: 1_000,
    exposedCount: 200,
    exposed: { share: 0.4 },
    others: { share: 0.15 },
    adjusted: undefined,
  })
  expect(named(moments, 'good').difference.difference).toBeCloseTo(0.25, 12)
  expect(named(moments, 'idle').eValue!.bound).toBe(1)
})

test('mandatory steps and those of too few are marked and not tested, and do not weigh on the others', () => {
  const good = { touchpoint: 'good', exposed: column(1_000, (i) => i < 200) }
  const all = { touchpoint: 'all', exposed: column(1_000, (i) => i >= 20) }
  const few = { touchpoint: 'few', exposed: column(1_000, (i) => i < 29) }
  const moments = momentsOfTruth({ outcomes, candidates: [good, all, few], knownBefore: [] }, limits)
  expect(named(moments, 'all')).toMatchObject({ verdict: 'mandatory', p: undefined, q: undefined, eValue: undefined })
  expect(named(moments, 'few')).toMatchObject({ verdict: 'too few', p: undefined, q: undefined, exposedCount: 29 })
  expect(named(moments, 'good').q).toBe(named(moments, 'good').p)
})

test('only people who could meet a touchpoint are compared', () => {
  const exposed = column(1_000, (i) => i < 200 || i >= 900)
  const reached = column(1_000, (i) => i < 400)
  const [moment] = momentsOfTruth({ outcomes, candidates: [{ touchpoint: 'good', exposed, reached }], knownBefore: [] }, limits)
  expect(moment).toMatchObject({ n: 400, exposedCount: 200, exposed: { share: 0.4 }, others: { share: 0 } })
})

test('an effect that what was known explains is none', () => {
  const rich = column(1_000, (i) => i < 200)
  const exposed = column(1_000, (i) => (i < 200 ? i % 7 > 0 : i % 7 === 0))
  const ask = (knownBefore: Uint8Array[]) =>
    momentsOfTruth({ outcomes, candidates: [{ touchpoint: 'visit', exposed }], knownBefore }, limits)[0]!
  expect(ask([]).verdict).toBe('strength')
  expect(ask([rich])).toMatchObject({ verdict: 'unclear', adjusted: { oddsRatio: { value: expect.closeTo(1, 0) as number } } })
})

test('where adjusting fails it says why', () => {
  const exposed = column(1_000, (i) => i >= 200 && i < 400)
  const ask = (knownBefore: ArrayLike<number>[]) =>
    momentsOfTruth({ outcomes, candidates: [{ touchpoint: 'none', exposed }], knownBefore }, limits)[0]!
  expect(ask([column(1_000, (i) => i % 3 === 0)])).toMatchObject({ adjusted: 'separated', verdict: 'weakness' })
  expect(ask([exposed])).toMatchObject({ adjusted: 'collinear', verdict: 'unclear', p: undefined })
})

test('nobody and nothing are answered too', () => {
  expect(momentsOfTruth({ outcomes: new Uint8Array(0), candidates: [], knownBefore: [] }, limits)).toEqual([])
  const empty = { touchpoint: 'any', exposed: new Uint8Array(0) }
  expect(momentsOfTruth({ outcomes: new Uint8Array(0), candidates: [empty], knownBefore: [[]] }, limits)[0]).toMatchObject({
    n: 0,
    verdict: 'too few',
  })
})

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed)
const PEOPLE = 2_000
/** In log-odds. */
const PLANTED = [0.5, -0.4, 0.7]
const NULLS = 17

test('over 20 worlds, at most a tenth of what is found is false, and nine in ten planted effects lie in their intervals', () => {
  const worlds = SEEDS.map((seed) => world(createChance(seed)))
  const moments = worlds.flatMap((one) => one.moments)
  const isNull = ({ touchpoint }: Moment) => touchpoint.startsWith('null')
  // Up to 0.1 the rate is a tenth on average, and so more than that in every other handful of worlds.
  const found = moments.filter(({ q }) => q! <= 0.05)
  expect(found.filter((one) => !isNull(one)).length).toBeGreaterThan(0.8 * SEEDS.length * PLANTED.length)
  expect(found.filter(isNull).length / found.length).toBeLessThanOrEqual(0.1)
  // A fair p-value is below 0.2 as often as that, here within three standard deviations.
  const p = moments.filter(isNull).map((one) => one.p!)
  expect(Math.abs(p.filter((one) => one < 0.2).length - 0.2 * p.length)).toBeLessThan(3 * Math.sqrt(0.16 * p.length))
  const covered = worlds.flatMap(({ moments: of, differences }) =>
    PLANTED.map((odds, j) => {
      const { oddsRatio, difference } = named(of, `planted ${j}`).adjusted as Adjusted
      return {
        odds: oddsRatio.low <= Math.exp(odds) && Math.exp(odds) <= oddsRatio.high,
        risk: difference.low <= differences[j]! && differences[j]! <= difference.high,
      }
    }),
  )
  expect(covered.filter(({ odds }) => odds).length).toBeGreaterThanOrEqual(0.9 * covered.length)
  expect(covered.filter(({ risk }) => risk).length).toBeGreaterThanOrEqual(0.9 * covered.length)
})

/** People of whom something was known that moves both whom they meet and the outcome; three touchpoints move it too, the others do not. */
function world(chance: Chance) {
  const normal = () => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance())
  const share = (odds: number) => 1 / (1 + Math.exp(-odds))
  const known = Float64Array.from({ length: PEOPLE }, normal)
  const meets = () => column(PEOPLE, (i) => chance() < share(0.8 * known[i]! - 1))
  const planted = PLANTED.map((_, j) => ({ touchpoint: `planted ${j}`, exposed: meets() }))
  const nulls = Array.from({ length: NULLS }, (_, j) => ({ touchpoint: `null ${j}`, exposed: meets() }))
  const oddsOf = (i: number) => planted.reduce((odds, { exposed }, j) => odds + PLANTED[j]! * exposed[i]!, 0.6 * known[i]! - 0.5)
  const outcomes = column(PEOPLE, (i) => chance() < share(oddsOf(i)))
  // What the risk would differ by in these very people, all else being as it is.
  const differences = PLANTED.map((effect, j) => {
    const without = (i: number) => oddsOf(i) - effect * planted[j]!.exposed[i]!
    return known.reduce((sum, _, i) => sum + share(without(i) + effect) - share(without(i)), 0) / PEOPLE
  })
  return { moments: momentsOfTruth({ outcomes, candidates: [...planted, ...nulls], knownBefore: [known] }, limits), differences }
}
