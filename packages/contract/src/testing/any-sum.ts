import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { EngagementRuleOf, FitConditionOf, ScoreModel } from '../score-models.ts'
import type { SegmentWhere } from '../segment-rules.ts'
import type { TraitFormula, TraitReading } from '../trait-formulas.ts'
import type { RuleWords } from './any-words.ts'

type Words = Pick<RuleWords, 'facts' | 'properties' | 'durations'>

/** Formulas of every kind, on these facts and properties. */
export function anyFormula({ facts, properties, durations }: Words): Arbitrary<TraitFormula> {
  const of = facts.map((fact) => ({ fact }))
  const edge = fc.constantFrom('first' as const, 'last' as const)
  const within = fc.option(
    fc.oneof(
      durations.map((last) => ({ last })),
      fc.record({ after: of, for: durations }),
    ),
    { nil: undefined },
  )
  const counted = fc.record({ count: of, within })
  const measured = fc.record({ measure: fc.constantFrom('sum', 'average', 'min', 'max', 'distinct'), property: properties, of, within })
  const since = fc.record({ since: edge, of, unit: fc.constantFrom('hours', 'days', 'weeks') })
  const reading = fc.oneof(
    counted,
    measured,
    since,
    fc.record({ edge, property: properties, of, within }),
    fc.record({ time: edge, of }),
    fc.record({ favourite: properties, of, within }),
    fc.record({ usual: fc.constantFrom('hour', 'weekday'), of, within }),
  ) as Arbitrary<TraitReading>
  const number = fc.oneof(counted, measured, since, fc.constantFrom({ number: 2 }, { number: 0.5 })) as Arbitrary<TraitFormula>
  const arithmetic = fc.record({ op: fc.constantFrom('add', 'subtract', 'multiply', 'divide'), parts: fc.tuple(number, counted) })
  return fc.oneof({ arbitrary: reading, weight: 3 }, { arbitrary: arithmetic as Arbitrary<TraitFormula>, weight: 1 })
}

/** Models of every kind, whose rules are these. */
export function anyModel({ facts, durations }: Words, rules: Arbitrary<SegmentWhere>): Arbitrary<ScoreModel> {
  const rule = rules.map((where) => ({ version: 1 as const, where }))
  const condition: Arbitrary<FitConditionOf> = fc.record({ label: fc.constant('Fits'), points: fc.constantFrom(10, 25, 5.5, -10), rule })
  const engaging = fc.record(
    {
      label: fc.constant('Does'),
      points: fc.constantFrom(10, 3, -5),
      facts: facts.map((fact) => ({ fact })),
      halfLifeDays: fc.constantFrom(1, 14),
      cap: fc.constantFrom(15, 30),
      coolDown: durations,
    },
    { requiredKeys: ['label', 'points', 'facts'] },
  ) as Arbitrary<EngagementRuleOf>
  return fc.record({
    version: fc.constant(1 as const),
    who: fc.option(rule, { nil: undefined, freq: 4 }),
    fit: fc.array(condition, { minLength: 1, maxLength: 3 }),
    engagement: fc.record({ target: fc.constantFrom(20, 50), rules: fc.array(engaging, { maxLength: 3 }) }),
    fitShare: fc.constantFrom(0, 40, 100),
    grades: fc.constant({ fit: [75, 50, 25] as [number, number, number], engagement: [75, 50, 25] as [number, number, number] }),
    stages: fc.constant([]),
  })
}
