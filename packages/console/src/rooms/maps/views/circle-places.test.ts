import type { MapDocument } from '@percorso/contract'
import { expect, it } from 'vitest'
import { layoutOf } from '../model/columns.ts'
import { emptyCell } from '../model/map-actions.ts'
import { CENTRE, UNIT, ZERO, circleOf } from './circle-places.ts'

const step = { branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }
const document: MapDocument = {
  name: '',
  about: '',
  kind: 'lived',
  persona: { name: '', about: '', goals: '', segmentId: null },
  question: null,
  stages: {
    a: { name: 'A', place: 0, phase: 'before', order: 'drawn', repeats: false },
    b: { name: 'B', place: 1, phase: 'after', order: 'drawn', repeats: false },
  },
  steps: Object.fromEntries(['a', 'a', 'b', 'b'].map((stage, place) => [`s${place}`, { ...step, name: `${place}`, stage, place }])),
  lanes: { e: { name: 'Emotion', kind: 'emotion', place: 0 } },
  cells: { 'e:s0': { ...emptyCell, emotion: 2 }, 'e:s1': { ...emptyCell, emotion: -2 } },
}

it('puts steps around a ring, the further out the better they feel', () => {
  const { steps, arcs } = circleOf(document, layoutOf(document))
  const radii = steps.map(({ x, y }) => Math.round(Math.hypot(x - CENTRE.x, y - CENTRE.y)))
  expect(radii).toEqual([ZERO + 2 * UNIT, ZERO - 2 * UNIT, ZERO, ZERO])
  expect(steps.map(({ x, y }) => [x > CENTRE.x, y < CENTRE.y])).toEqual([[true, true], [true, false], [false, false], [false, true]]) // prettier-ignore
  expect(steps.map(({ emotion }) => emotion)).toEqual([2, -2, null, null])
  expect(arcs.map(({ name, phase }) => [name, phase])).toEqual([['A', 'before'], ['B', 'after']]) // prettier-ignore
  expect(arcs[0]!.width).toBeCloseTo(arcs[1]!.width, 6)
})
