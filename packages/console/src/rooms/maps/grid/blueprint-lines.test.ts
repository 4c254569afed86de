import type { LaneKind } from '@percorso/contract'
import { expect, it } from 'vitest'
import { linesAbove } from './blueprint-lines.ts'

const lanes = (...kinds: LaneKind[]) => kinds.map((kind) => ({ id: kind, kind }))

it('draws each line of a blueprint once, right above the lane behind it', () => {
  expect(linesAbove(lanes('customer', 'emotion', 'front', 'back', 'notes', 'support'))).toEqual({
    front: ['interaction'],
    back: ['visibility'],
    support: ['internal'],
  })
})

it('draws two at once where the lane between them is missing, and none where nothing is in front', () => {
  expect(linesAbove(lanes('customer', 'back'))).toEqual({ back: ['interaction', 'visibility'] })
  expect(linesAbove(lanes('emotion', 'back', 'front'))).toEqual({})
})
