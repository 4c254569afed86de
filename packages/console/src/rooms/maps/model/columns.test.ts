import type { MapDocument } from '@percorso/contract'
import { expect, it } from 'vitest'
import { layoutOf, placeBeyond, readPlace } from './columns.ts'
import type { Way } from './columns.ts'

const stage = { phase: 'before', order: 'drawn', repeats: false } as const
const step = { branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }
const document: MapDocument = {
  name: '',
  about: '',
  kind: 'lived',
  persona: { name: '', about: '', goals: '', segmentId: null },
  question: null,
  stages: { a: { ...stage, name: 'A', place: 0 }, b: { ...stage, name: 'B', place: 1 }, c: { ...stage, name: 'C', place: 2 } },
  steps: {
    a2: { ...step, name: 'A2', stage: 'a', place: 2 },
    a1: { ...step, name: 'A1', stage: 'a', place: 1 },
    c1: { ...step, name: 'C1', stage: 'c', place: 0 },
  },
  lanes: { x: { name: 'X', kind: 'customer', place: 1 }, y: { name: 'Y', kind: 'pains', place: 1 } },
  cells: {},
}

it('has a column for each step, in the order of their stages, and one for a stage without steps', () => {
  expect(layoutOf(document).columns.map((column) => [column.stage.id, column.step?.id])).toEqual([
    ['a', 'a1'],
    ['a', 'a2'],
    ['b', undefined],
    ['c', 'c1'],
  ])
})

it.each<[string, Way, string]>([
  ['stages/a', 'right', 'stages/b'],
  ['stages/c', 'left', 'stages/b'],
  ['stages/b', 'left', 'stages/a'],
  ['stages/a', 'down', 'steps/a1'],
  ['steps/a2', 'down', 'x:a2'],
  ['x:a2', 'up', 'steps/a2'],
  ['x:a1', 'left', 'lanes/x'],
  ['lanes/x', 'right', 'x:a1'],
  ['lanes/x', 'up', 'lanes/x'],
  ['y:c1', 'down', 'y:c1'],
  ['y:a1', 'rowEnd', 'y:c1'],
  ['y:c1', 'rowStart', 'lanes/y'],
  ['x:a1', 'end', 'y:c1'],
  ['y:c1', 'start', 'stages/a'],
])('leads from %s by %s to %s', (from, way, to) => {
  expect(placeBeyond(layoutOf(document), from, way)).toBe(to)
})

it('reads no place from what is none', () => {
  expect(['', 'a', 'rooms/a'].map(readPlace)).toEqual([undefined, undefined, undefined])
})
