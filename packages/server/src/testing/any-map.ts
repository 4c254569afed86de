import { evidenceLevels, experienceProviders, experientialModules, laneKinds, mapKinds, stages as phases } from '@percorso/contract'
import type { MapCell, MapDocument } from '@percorso/contract'
import fc from 'fast-check'

/** Texts as people paste them: markup, formulas, line ends, characters that XML or spreadsheets trip over. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('', ' ', '<b>&amp;</b>', ']]>', '=1+1', '"q", \'r\'', 'a\r\nb\tc', '\u0001\uFFFE\u2028', '\\u0000', 'Łódź 🙂'),
  )
  .map((value) => value.replaceAll('\0', ''))
const id = fc.stringMatching(/^[a-z0-9]{1,6}$/u)
const place = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }))
const touchpoints = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 })
const fact = fc.oneof(
  text.filter((value) => value !== '').map((name) => ({ fact: name })),
  fc.constant({ type: 'track' as const }),
)

const stage = fc.record({
  name: text,
  place,
  phase: fc.constantFrom(...phases),
  order: fc.constantFrom('drawn' as const, 'any' as const),
  repeats: fc.boolean(),
})

const stepIn = (stages: string[]) =>
  fc.record({
    name: text,
    stage: fc.constantFrom(...stages),
    place,
    branch: text,
    optional: fc.boolean(),
    repeats: fc.boolean(),
    touchpoints,
    within: fc.constantFrom(null, { n: 2, unit: 'days' as const }),
    score: fc.oneof(fc.constant(null), fc.record({ of: fact, property: fc.constant('stars'), least: fc.integer() })),
    failed: fc.array(fact, { maxLength: 2 }),
  })

const lane = fc.record({ name: text, place, kind: fc.constantFrom(...laneKinds) })

const cell: fc.Arbitrary<MapCell> = fc.record({
  text,
  emotion: fc.constantFrom(null, -2, -0.5, 0, 2),
  moment: fc.boolean(),
  providers: fc.subarray([...experienceProviders]),
  modules: fc.subarray([...experientialModules]),
  evidence: fc.record({ level: fc.constantFrom(...evidenceLevels), n: fc.constantFrom(null, 0, 12), source: text }),
  binding: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('people' as const), touchpoints }),
    fc.record({ kind: fc.constantFrom('duration' as const, 'conversion' as const), from: touchpoints, to: touchpoints }),
    fc.record({ kind: fc.constant('mean' as const), of: fact, property: fc.constant('stars') }),
  ),
})

const named = <Value>(value: fc.Arbitrary<Value>, min: number) =>
  fc.uniqueArray(id, { minLength: min, maxLength: 4 }).chain((ids) => fc.record(Object.fromEntries(ids.map((key) => [key, value]))))

/** Any map that holds together, small. */
export const anyMap: fc.Arbitrary<MapDocument> = fc
  .record({ stages: named(stage, 1), lanes: named(lane, 1) })
  .chain(({ stages, lanes }) =>
    fc.record({ stages: fc.constant(stages), lanes: fc.constant(lanes), steps: named(stepIn(Object.keys(stages)), 0) }),
  )
  .chain((across) => {
    const keys = Object.keys(across.lanes).flatMap((l) => Object.keys(across.steps).map((s) => `${l}:${s}`))
    return fc.record({
      name: text.map((value) => `A map ${value}`),
      about: text,
      kind: fc.constantFrom(...mapKinds),
      persona: fc.record({ name: text, about: text, goals: text, segmentId: fc.constantFrom(null, 7) }),
      question: fc.constantFrom(null, { by: { kind: 'person' as const }, segmentId: 3 }),
      stages: fc.constant(across.stages),
      steps: fc.constant(across.steps),
      lanes: fc.constant(across.lanes),
      cells: fc.subarray(keys).chain((some) => fc.record(Object.fromEntries(some.map((key) => [key, cell])))),
    })
  })
