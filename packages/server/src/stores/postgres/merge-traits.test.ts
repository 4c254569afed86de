import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../testing/index.ts'

type Clock = [time_ms: number, tieBreaker: number, sourceId: number]
type State = { traits: Record<string, unknown>; clock: Record<string, Clock> }

const { postgres } = await testDatabase()
const client = await postgres.system.connect()
afterAll(() => client.release())
await client.query(`create function pg_temp.state_of(traits jsonb, clock jsonb) returns trait_state language sql as $$
  select row(traits, clock, max((value ->> 0)::bigint), min((value ->> 0)::bigint))::trait_state from jsonb_each(clock) $$`)

// Few keys, times and values, so that the same key at the same time with another value is common.
const clock = fc.tuple(fc.constantFrom(1, 2, 1_700_000_000_000), fc.constantFrom(0, 1), fc.constantFrom(1, 2))
const value = fc.constantFrom<unknown>('a', 'b', 1, 2.5, true, null, ['x'], { y: 1 })
const state = fc.dictionary(fc.constantFrom('name', 'plan', 'city'), fc.record({ clock, value })).map((entries): State => {
  const keys = Object.keys(entries)
  const pick = <T>(of: (key: string) => T) => Object.fromEntries(keys.map((key) => [key, of(key)]))
  return { traits: pick((key) => entries[key]?.value), clock: pick((key) => entries[key]?.clock ?? [0, 0, 0]) }
})

async function evaluate(expression: string, states: State[]): Promise<State | undefined> {
  const from = states.map((_, index) => `pg_temp.state_of($${2 * index + 1}::jsonb, $${2 * index + 2}::jsonb) as ${'abc'[index]}`)
  const sql = `select (m).traits, (m).clock from (select ${expression} as m from (select ${from.join(', ')}) as given) as merged`
  const { rows } = await client.query<State>(sql, states.flatMap(({ traits, clock }) => [JSON.stringify(traits), JSON.stringify(clock)])) // prettier-ignore
  return rows[0]
}

const check = (property: fc.IAsyncProperty<unknown>) => fc.assert(property, { numRuns: 150 })

async function expectSame(one: string, other: string, states: State[]): Promise<void> {
  expect(await evaluate(one, states)).toEqual(await evaluate(other, states))
}

describe('merge_traits', () => {
  it('is commutative', async () => {
    const two = fc.tuple(state, state)
    await check(fc.asyncProperty(two, (states) => expectSame('merge_traits(a, b)', 'merge_traits(b, a)', states)))
  })

  it('is associative', async () => {
    const three = fc.tuple(state, state, state)
    const [left, right] = ['merge_traits(merge_traits(a, b), c)', 'merge_traits(a, merge_traits(b, c))'] as const
    await check(fc.asyncProperty(three, (states) => expectSame(left, right, states)))
  })

  it('is idempotent', async () => {
    const two = fc.tuple(state, state)
    await check(fc.asyncProperty(two, (states) => expectSame('merge_traits(merge_traits(a, b), b)', 'merge_traits(a, b)', states)))
    await check(fc.asyncProperty(two, (states) => expectSame('merge_traits(a, a)', 'a', states)))
  })

  it('keeps the latest value of each key', async () => {
    const older: State = { traits: { plan: 'free', city: 'Bari' }, clock: { plan: [10, 0, 1], city: [30, 0, 1] } }
    const newer: State = { traits: { plan: 'pro', city: 'Rome' }, clock: { plan: [20, 0, 1], city: [20, 0, 1] } }
    expect((await evaluate('merge_traits(a, b)', [older, newer]))?.traits).toEqual({ plan: 'pro', city: 'Bari' })
  })

  it('does not grow a document over 512 KB', async () => {
    const full: State = { traits: { a: 'x'.repeat(400_000) }, clock: { a: [1, 0, 1] } }
    const more: State = { traits: { b: 'y'.repeat(200_000) }, clock: { b: [2, 0, 1] } }
    expect(await evaluate('merge_traits(a, b)', [full, more])).toEqual(full)
  })

  it('adds up as an aggregate', async () => {
    const values = `(row('{"x":1}', '{"x":[1,0,1]}', 1, 1)::trait_state), (row('{"x":2}', '{"x":[2,0,1]}', 2, 2)::trait_state)`
    const { rows } = await client.query(`select (latest_traits(s)).traits from (values ${values}) as states(s)`)
    expect(rows).toEqual([{ traits: { x: 2 } }])
  })
})
