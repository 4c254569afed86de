import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpackStreams } from './pack-streams.ts'
import type { StreamState } from './stream-state.ts'

const KINDS = ['time', 'number', 'scalar', 'value'] as const
/** The number of a stream says its kind here; from 40 on there is no such stream any more. */
const kindOf = (streamId: number) => (streamId < 40 ? KINDS[streamId % 4] : undefined)

const times = fc.integer({ min: -1e12, max: 4e12 })
const valueFor = {
  time: fc.constant({ value: 0, tie: 0 }),
  number: fc.record({ value: fc.double({ noNaN: true }), tie: fc.constant(0) }),
  scalar: fc.record({ value: fc.maxSafeNat().map((n) => n % 2 ** 48), tie: fc.constant(0) }),
  value: fc.record({ value: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)), tie: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }),
} // prettier-ignore

const someStreams = fc.array(
  fc.integer({ min: 1, max: 39 }).chain((streamId) => {
    const kind = kindOf(streamId)!
    const event = fc.tuple(times, valueFor[kind]).map(([time, rest]) => ({ time, ...rest }))
    const sums = kind === 'number' ? { sum: fc.double({ noNaN: true }), min: fc.double({ noNaN: true }), max: fc.double({ noNaN: true }) } : { sum: fc.constant(0), min: fc.constant(Infinity), max: fc.constant(-Infinity) } // prettier-ignore
    const state = fc.record({ n: fc.integer({ min: 1, max: 1e9 }), ...sums, events: fc.array(event, { maxLength: 5 }) })
    return state.map((one): [number, StreamState] => [streamId, one])
  }),
  { maxLength: 6 },
)

describe('what is remembered', () => {
  it('comes out as it went in, unpacked or not in between', () => {
    fc.assert(
      fc.property(someStreams, fc.boolean(), (streams, looks) => {
        const wanted = new Map(streams)
        const first = unpackStreams(undefined, kindOf)
        for (const [streamId, state] of wanted) first.put(streamId, state)
        const second = unpackStreams(first.pack(), kindOf)
        if (looks) for (const streamId of second.ids()) second.get(streamId)
        const third = unpackStreams(second.pack(), kindOf)
        expect([...third.ids()].sort((a, b) => a - b)).toEqual([...wanted.keys()].sort((a, b) => a - b))
        for (const [streamId, state] of wanted) expect(third.get(streamId)).toEqual(state)
      }),
    )
  })

  it('is left out where no stream has its number any more', () => {
    const states = unpackStreams(undefined, () => 'time')
    states.put(50, { n: 1, sum: 0, min: Infinity, max: -Infinity, events: [] })
    expect([...unpackStreams(states.pack(), kindOf).ids()]).toEqual([])
  })

  it('is read in the format of before, and in none to come', () => {
    const before = Buffer.from([2, 8, 0, 4, 2, 208, 15]) // format 1; stream 4, of times; two facts, of which one is kept, a second after 1970
    expect(unpackStreams(before, kindOf).get(4)).toMatchObject({ n: 2, events: [{ time: 1000 }] })
    expect(() => unpackStreams(Buffer.from([6]), kindOf)).toThrow('another version')
  })
})
