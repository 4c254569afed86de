import { describe, expect, it } from 'vitest'
import { scoreLimits, scoreModel, scoreTraits } from './score-models.ts'
import type { ScoreModel } from './score-models.ts'

const rule = { version: 1 as const, where: { trait: 'plan', op: 'exists' as const } }
const condition = { label: 'Has a plan', points: 10, rule }
const visits = { label: 'Visits', points: 5, facts: { fact: 'Visit' } }
const model: ScoreModel = scoreModel.parse({
  version: 1,
  fit: [condition],
  engagement: { target: 100, rules: [visits] },
  fitShare: 50,
})
const isModel = (changes: object) => scoreModel.safeParse({ ...model, ...changes }).success
const withRule = (changes: object) => isModel({ engagement: { target: 100, rules: [{ ...visits, ...changes }] } })
const first = { name: 'First' }

describe('a score model', () => {
  it('has quarters as grades and no stages, unless it says otherwise', () => {
    expect(model).toMatchObject({ grades: { fit: [75, 50, 25], engagement: [75, 50, 25] }, stages: [] })
  })

  it('asks for something: of people, or of facts', () => {
    expect(isModel({ fit: [] })).toBe(true)
    expect(isModel({ engagement: { target: 100, rules: [] } })).toBe(true)
    expect(isModel({ fit: [], engagement: { target: 100, rules: [] } })).toBe(false)
  })

  it.each<[string, object]>([
    ['a rule that is none', { rule: { version: 1, where: { any: 'thing' } } }],
    ['a rule of another version', { rule: { ...rule, version: 2 } }],
    ['points without end', { points: Infinity }],
    ['too many points', { points: scoreLimits.points + 1 }],
    ['no label', { label: '   ' }],
    ['more than is known', { weight: 2 }],
  ])('has no condition with %s', (_, changes) => {
    expect(isModel({ fit: [{ ...condition, ...changes }] })).toBe(false)
  })

  it.each<[string, object]>([
    ['that fades at once', { halfLifeDays: 0 }],
    ['that fades backwards', { halfLifeDays: -1 }],
    ['that fades in an age', { halfLifeDays: scoreLimits.halfLifeDays + 1 }],
    ['with a cap of nothing', { cap: 0 }],
    ['with a negative cap', { cap: -5 }],
    ['with a cool-down of nothing', { coolDown: { n: 0, unit: 'hours' } }],
    ['with a cool-down of 10,000 years', { coolDown: { n: 10_000, unit: 'years' } }],
    ['whose facts depend on today', { facts: { where: [{ property: 'due', op: 'anniversary' }] } }],
  ])('has no engagement rule %s', (_, changes) => {
    expect(withRule(changes)).toBe(false)
  })

  it('has engagement rules that take points, never fade, are capped and cool down', () => {
    expect(withRule({ points: -5, halfLifeDays: 0.01, cap: 1, coolDown: { n: 5, unit: 'minutes' } })).toBe(true)
  })

  it('has thresholds that fall', () => {
    expect(isModel({ grades: { fit: [90, 60, 1], engagement: [100, 50, 0] } })).toBe(true)
    for (const fit of [
      [25, 50, 75],
      [50, 50, 25],
      [101, 50, 25],
      [75, 50],
      [75.5, 50, 25],
    ]) {
      expect(isModel({ grades: { fit, engagement: [75, 50, 25] } }), String(fit)).toBe(false)
    }
  })

  it.each<[string, object[]]>([
    ['the first says when', [{ name: 'A', up: 10, down: 5 }]],
    ['the second does not', [first, { name: 'B' }]],
    ['two have one name', [first, { name: 'First', up: 10, down: 5 }]],
    ['one goes by score and by rule', [first, { name: 'B', up: 10, down: 5, rule }]],
    ['one is entered only', [first, { name: 'B', up: 10 }]],
    ['one is left above where it is entered', [first, { name: 'B', up: 10, down: 11 }]],
    ['a score is none', [first, { name: 'B', up: 101, down: 5 }]],
    ['there are too many', Array.from({ length: scoreLimits.stages + 1 }, (_, n) => (n === 0 ? first : { name: `S${n}`, up: n, down: n }))],
  ])('has no stages if %s', (_, stages) => {
    expect(isModel({ stages })).toBe(false)
  })

  it('has stages by score and by rule', () => {
    expect(isModel({ stages: [first, { name: 'Lead', up: 20, down: 20 }, { name: 'Customer', rule }] })).toBe(true)
  })

  it('is no larger than its limits', () => {
    const times = (n: number, one: object) => Array.from({ length: n }, () => one)
    expect(isModel({ fit: times(scoreLimits.conditions, condition) })).toBe(true)
    expect(isModel({ fit: times(scoreLimits.conditions + 1, condition) })).toBe(false)
    expect(isModel({ engagement: { target: 100, rules: times(scoreLimits.rules + 1, visits) } })).toBe(false)
    expect(isModel({ engagement: { target: 0, rules: [visits] } })).toBe(false)
    expect(isModel({ fitShare: 101 })).toBe(false)
    expect(isModel({ fitShare: 33.3 })).toBe(false)
  })

  it('says by which names its traits go', () => {
    expect(Object.values(scoreTraits('lead'))).toEqual(['lead_score', 'lead_fit', 'lead_engagement', 'lead_grade', 'lead_stage'])
  })
})
