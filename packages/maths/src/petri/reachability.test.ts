import { expect, test } from 'vitest'
import { blockNet } from './block-net.ts'
import type { PetriNet } from './petri-net.ts'
import { reachabilityOf } from './reachability.ts'

const arcs = (...places: number[]) => places.map((place) => ({ place, weight: 1 }))

test('n activities in parallel have 2ⁿ markings between the fork and the join', () => {
  const space = reachabilityOf(blockNet({ kind: 'parallel', parts: 'abcde'.split('') }), 1000)
  expect(space).toMatchObject({ markings: 2 ** 5 + 2 })
  expect('toEnd' in space && space.toEnd[0]).toBe(5)
})

test('the shortest way to the end counts what is visible only', () => {
  const loop = { kind: 'loop', parts: ['b', 'c'] } as const
  const space = reachabilityOf(
    blockNet({
      kind: 'sequence',
      parts: ['a', { kind: 'loop', parts: [...loop.parts] }, { kind: 'choice', parts: ['d', { kind: 'nothing' }] }],
    }),
    100,
  )
  expect('toEnd' in space && space.toEnd[0]).toBe(2)
})

test('dead ends are left out', () => {
  const net: PetriNet = {
    places: ['start', 'end', 'trap'],
    transitions: [
      { label: 'trap', inputs: arcs(0), outputs: arcs(2) },
      { label: 'on', inputs: arcs(0), outputs: arcs(1) },
    ],
    initial: [1, 0, 0],
    final: [0, 1, 0],
  }
  expect(reachabilityOf(net, 10)).toMatchObject({ markings: 2, final: 1, transition: Uint32Array.of(1), toEnd: Int32Array.of(1, 0) })
})

test('a net without bounds, with too much in parallel, or without an end is told as a problem', () => {
  const growing: PetriNet = {
    places: ['start', 'heap'],
    transitions: [{ label: 'more', inputs: arcs(0), outputs: arcs(0, 1) }],
    initial: [1, 0],
    final: [0, 1],
  }
  expect(reachabilityOf(growing, 1000)).toEqual({ problem: expect.stringContaining('more than 1000 states') as string })
  const wide = blockNet({ kind: 'parallel', parts: 'abcdefghijklmnopqrst'.split('') })
  expect(reachabilityOf(wide, 1000)).toEqual({ problem: expect.stringContaining('more than 1000 states') as string })
  const endless: PetriNet = { ...growing, transitions: [{ label: 'round', inputs: arcs(0), outputs: arcs(0) }] }
  expect(reachabilityOf(endless, 10)).toEqual({ problem: 'the model cannot come to its end' })
})
