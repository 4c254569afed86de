import { scoreModel } from '@percorso/contract'
import type { ScoreModel } from '@percorso/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateNames } from '../scores-search.ts'
import { templates } from '../templates/templates.ts'
import { fromModel, keyOf, readDraft, toModel } from './draft.ts'
import type { Draft } from './draft.ts'
import { problemsOf } from './problems.ts'

const named = { name: 'A score', key: 'a_score', description: '' }
const models = templateNames.map((name) => templates[name]((label) => label))
const where = { trait: 'city', op: 'equals', value: 'Roma' } as const

it.each(models)('a model that is opened and saved untouched is the same', (model) => {
  expect(toModel(fromModel(named, model))).toEqual(model)
})

it('a draft outlives being kept as text, with the numbers that are not there yet', () => {
  const draft = fromModel(named, models[0]!)
  const begun: Draft = { ...draft, target: Number.NaN, fit: [{ id: 'a', label: '', points: Number.NaN, where: undefined }] }
  expect(readDraft(JSON.stringify(begun))).toEqual(begun)
})

it('what is not finished is left out of the model, and the rest is one', () => {
  const draft = fromModel(named, models[0]!)
  const [first, ...others] = draft.fit
  const model = toModel({ ...draft, fit: [{ ...first!, where: undefined }, ...others] })
  expect(model?.fit).toEqual(models[0]!.fit.slice(1))
  expect(scoreModel.safeParse(model).success).toBe(true)
})

describe('a key', () => {
  it('is made of a name in any of our languages', () => {
    const names = ['Lead score', 'Perché no? È così', 'Wskaźnik zaangażowania (łączny)', '2024: B2B', '…']
    expect(names.map(keyOf)).toEqual(['lead_score', 'perche_no_e_cosi', 'wskaznik_zaangazowania_laczny', 'b2b', ''])
  })

  it('is one that the contract takes, if there is anything in the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(keyOf(name)).toMatch(/^(?:[a-z]\w{0,39})?$/u)
      }),
    )
  })
})

/** Numbers as people type them, right, wrong and missing. */
const typed = fc.oneof(fc.constantFrom(Number.NaN, 0, -1, 0.001, 1001, 1_000_001, 100, 101), fc.integer({ min: 0, max: 100 }))
const text = fc.constantFrom('', '  ', 'A', 'B')
const rule = fc.constantFrom(undefined, where)
const anyDraft: fc.Arbitrary<Draft> = fc.record({
  name: text,
  key: fc.constantFrom('', 'a', '1a', 'a b', 'a_b'),
  description: fc.constant(''),
  who: fc.constantFrom('everybody', 'rule'),
  whoWhere: rule,
  fit: fc.array(fc.record({ id: fc.uuid(), label: text, points: typed, where: rule }), { maxLength: 2 }),
  target: typed,
  rules: fc.array(
    fc.record({
      id: fc.uuid(),
      label: text,
      points: typed,
      facts: fc.constantFrom({}, { fact: 'Order Completed' }, { where: [{ property: '', op: 'exists' as const }] }),
      halfLifeDays: fc.option(typed, { nil: undefined }),
      cap: fc.option(typed, { nil: undefined }),
      coolDown: fc.constantFrom(
        undefined,
        { n: 1, unit: 'days' as const },
        { n: 1.5, unit: 'hours' as const },
        { n: 0, unit: 'weeks' as const },
      ),
    }),
    { maxLength: 2 },
  ),
  fitShare: fc.integer({ min: 0, max: 100 }),
  grades: fc.record({
    fit: fc.constantFrom([75, 50, 25], [50, 50, 25], [75, 50, Number.NaN], [75.5, 50, 25]) as fc.Arbitrary<[number, number, number]>,
    engagement: fc.constant<[number, number, number]>([75, 50, 25]),
  }),
  stages: fc.array(fc.record({ id: fc.uuid(), name: text, by: fc.constantFrom('score', 'rule'), up: typed, down: typed, where: rule }), { maxLength: 3 }), // prettier-ignore
})

/** The draft as a model, whatever is wrong with it: what would be sent if nothing were said. */
function asWritten({ who, whoWhere, fit, target, rules, fitShare, grades, stages }: Draft): unknown {
  const ruleOf = (of: unknown) => ({ version: 1, where: of })
  const byScore = ({ up, down }: Draft['stages'][number]) => ({ up, down })
  return {
    version: 1,
    ...(who === 'rule' && { who: ruleOf(whoWhere) }),
    fit: fit.map(({ label, points, where: of }) => ({ label, points, rule: ruleOf(of) })),
    engagement: { target, rules: rules.map(({ id: _, ...rest }) => rest) },
    fitShare,
    grades,
    stages: stages.map((stage, place) => ({
      name: stage.name.trim(),
      ...(place > 0 && (stage.by === 'rule' ? { rule: ruleOf(stage.where) } : byScore(stage))),
    })),
  }
}

it('finds something wrong with a draft if and only if the contract does', () => {
  fc.assert(
    fc.property(anyDraft, (draft) => {
      const { name, key, ...ofModel } = problemsOf(draft)
      expect(name !== undefined).toBe(draft.name.trim() === '')
      expect(key !== undefined).toBe(!['a', 'a_b'].includes(draft.key))
      const { error } = scoreModel.safeParse(asWritten(draft))
      expect(Object.keys(ofModel).length > 0, JSON.stringify([ofModel, error?.issues])).toBe(error !== undefined)
      if (!error) expect(scoreModel.safeParse(toModel(draft)).success).toBe(true)
    }),
    { numRuns: 500 },
  )
})

it('says where each problem is', () => {
  const draft = fromModel(named, { ...models[0]!, stages: [{ name: 'x' }, { name: 'x', up: 20, down: 30 }] } as ScoreModel)
  const [first, second] = draft.stages
  expect(problemsOf({ ...draft, target: Number.NaN })).toEqual({
    target: 'target',
    [`stages.${first!.id}.name`]: 'twice',
    [`stages.${second!.id}.name`]: 'twice',
    [`stages.${second!.id}.down`]: 'down',
  })
})
