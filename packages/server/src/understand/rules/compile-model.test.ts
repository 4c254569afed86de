import { scoreModel } from '@percorso/contract'
import type { EngagementRuleOf, ScoreModel, StageOf } from '@percorso/contract'
import { stageAfter } from '@percorso/maths'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentIn } from './calendar.ts'
import { compileModel } from './compile-model.ts'
import { NOBODY } from './compile-rule.ts'
import type { Person } from './compile-rule.ts'
import { emptyState } from './stream-state.ts'

const NOW = Date.parse('2026-04-10T10:00:00Z')
const DAY_MS = 86_400_000
const context = { timeZone: 'UTC', normalise: (_: string, value: string) => value }

const modelOf = (model: Partial<ScoreModel>) =>
  compileModel(scoreModel.parse({ version: 1, fit: [], engagement: { target: 100, rules: [] }, fitShare: 0, ...model }), context)

/** Somebody who did something at these times, whatever is asked for; and traits. */
function someone(times: number[], traits: Record<string, unknown> = {}): Person {
  const events = times.toSorted((a, b) => a - b).map((time) => ({ time, value: 0, tie: 0 }))
  return { state: { ...NOBODY.state, traits }, facts: () => ({ ...emptyState(), n: events.length, events }) }
}
const at = (now: number) => momentIn('UTC', now)

describe('stages', () => {
  const counting = { target: 100, rules: [{ label: 'Does', points: 1, facts: { fact: 'Did' } }] }
  /** Whose score is this. */
  const scoring = (score: number) => someone(Array.from({ length: score }, () => NOW))
  const anyStage = fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
    .map(([a, b]) => ({ up: Math.max(a, b), down: Math.min(a, b) }))
  const anyStages = fc
    .array(anyStage, { maxLength: 5 })
    .map((all): [StageOf, ...StageOf[]] => [{ name: 'S0' }, ...all.map((one, place) => ({ name: `S${place + 1}`, ...one }))])
  const anyScores = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 })

  it('stay if nothing changes, and are left only below, entered only from their score on', () => {
    fc.assert(
      fc.property(anyStages, anyScores, (stages, scores) => {
        const model = modelOf({ engagement: counting, stages })
        let before: string | undefined
        for (const score of scores) {
          const stage = model.ask(scoring(score), at(NOW), before).scored!.stage!
          expect(model.ask(scoring(score), at(NOW), stage).scored!.stage).toBe(stage)
          const place = (name: string | undefined) => stages.findIndex((one) => one.name === name)
          const { up = 0, down = 0 } = stages[place(stage)]!
          expect(score).toBeGreaterThanOrEqual(place(stage) > place(before) ? up : down)
          before = stage
        }
      }),
    )
  })

  it('go as the maths of ascending stages says', () => {
    fc.assert(
      fc.property(anyStages, anyScores, ([first, ...others], scores) => {
        const ascending = (part: 'up' | 'down') => others.map((one) => one[part]!).sort((a, b) => a - b)
        const [ups, downs] = [ascending('up'), ascending('down')]
        const stages = others.map(({ name }, place) => ({ name, up: ups[place]!, down: downs[place]! }))
        const model = modelOf({ engagement: counting, stages: [first, ...stages] })
        let before: string | undefined
        for (const score of scores) {
          const stage = model.ask(scoring(score), at(NOW), before).scored!.stage!
          expect(stage).toBe(stageAfter([{ ...first, up: 0, down: 0 }, ...stages], score, before))
          before = stage
        }
      }),
    )
  })

  it('by rule are held while it holds; who falls back is measured by what it takes to stay', () => {
    const rule = { version: 1 as const, where: { trait: 'buys', op: 'exists' as const } }
    const stages = [
      { name: 'First' },
      { name: 'Lead', up: 20, down: 10 },
      { name: 'Qualified', up: 50, down: 40 },
      { name: 'Customer', rule },
    ]
    const model = modelOf({ engagement: counting, stages })
    const stageOf = (score: number, traits: object, before?: string) =>
      model.ask({ ...scoring(score), state: { ...NOBODY.state, traits: { ...traits } } }, at(NOW), before).scored!.stage
    expect(stageOf(45, {})).toBe('Lead')
    expect(stageOf(0, { buys: true }, 'Lead')).toBe('Customer')
    expect(stageOf(45, {}, 'Customer')).toBe('Qualified')
    expect(stageOf(45, {}, 'a stage that is no more')).toBe('Lead')
    expect(stageOf(9, {}, 'Customer')).toBe('First')
  })
})

describe('engagement', () => {
  const anyRule: fc.Arbitrary<EngagementRuleOf> = fc.record(
    {
      label: fc.constant('Does'),
      points: fc.constantFrom(10, 33, -7),
      facts: fc.constant({ fact: 'Did' }),
      halfLifeDays: fc.constantFrom(0.5, 7),
      cap: fc.constantFrom(15, 60),
      coolDown: fc.constantFrom({ n: 1, unit: 'days' as const }, { n: 90, unit: 'minutes' as const }),
    },
    { requiredKeys: ['label', 'points', 'facts'] },
  )
  const anyTimes = fc.array(
    fc.integer({ min: -20 * 24, max: 24 }).map((hours) => NOW + (hours * DAY_MS) / 24),
    { maxLength: 8 },
  )

  it('stays what it is until the moment that the model names', () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { minLength: 1, maxLength: 3 }),
        anyTimes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rules, times, share) => {
          const model = modelOf({ engagement: { target: 100, rules } })
          const person = someone(times)
          const { scored, next } = model.ask(person, at(NOW), undefined)
          expect(next).toBeGreaterThan(NOW)
          const last = Math.min(next - 1, NOW + 1000 * DAY_MS)
          for (const now of [NOW + Math.floor(share * (last - NOW)), last])
            expect(model.ask(person, at(now), undefined).scored).toEqual(scored)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('forgets a fact after twenty half-lives, to the millisecond', () => {
    const model = modelOf({ engagement: { target: 100, rules: [{ label: 'Does', points: 1000, facts: {}, halfLifeDays: 3 }] } })
    const counted = (now: number) => model.engagementOf(someone([NOW]), at(now)).counted[0]!.times.length
    expect([counted(NOW), counted(NOW + 60 * DAY_MS - 1), counted(NOW + 60 * DAY_MS)]).toEqual([1, 1, 0])
    const late = model.ask(someone([NOW]), at(NOW + 59 * DAY_MS), undefined)
    expect([late.scored!.engagement, late.next]).toEqual([0, NOW + 60 * DAY_MS])
  })

  it('has periods of cool-down that begin in 1970, whatever happens in them', () => {
    const model = modelOf({
      engagement: { target: 100, rules: [{ label: 'Does', points: 10, facts: {}, coolDown: { n: 1, unit: 'weeks' } }] },
    })
    const scoreOf = (...times: string[]) => model.ask(someone(times.map((time) => Date.parse(time))), at(NOW), undefined).scored!.engagement
    expect(scoreOf('2026-04-02T00:00:00Z', '2026-04-08T23:59:59Z')).toBe(10) // from one Thursday on
    expect(scoreOf('2026-04-08T23:59:59Z', '2026-04-09T00:00:00Z')).toBe(20)
    expect(scoreOf('2026-04-09T00:00:00Z', '2026-04-08T23:59:59Z', '2026-04-02T00:00:00Z')).toBe(20)
  })
})

it('scores whom it is for, by fit and engagement as people see them', () => {
  const has = (trait: string) => ({ version: 1 as const, where: { trait, op: 'exists' as const } })
  const model = modelOf({
    who: has('lead'),
    fit: [
      { label: 'Large', points: 20, rule: has('large') },
      { label: 'Near', points: 10, rule: has('near') },
      { label: 'Rival', points: -25, rule: has('rival') },
    ],
    engagement: { target: 3, rules: [{ label: 'Does', points: 1, facts: {} }] },
    fitShare: 50,
  })
  const scored = (...traits: string[]) =>
    model.ask(someone([NOW, NOW], Object.fromEntries(traits.map((trait) => [trait, 1]))), at(NOW), undefined).scored
  expect(scored('large')).toBeUndefined()
  expect(scored('lead', 'large')).toEqual({ fit: 67, engagement: 67, score: 67, grade: 'B2', stage: null })
  expect(scored('lead', 'near', 'rival')).toEqual({ fit: 0, engagement: 67, score: 34, grade: 'D2', stage: null }) // half of 67, rounded up
  expect(scored('lead', 'large', 'near')).toMatchObject({ fit: 100, grade: 'A2' })
})
