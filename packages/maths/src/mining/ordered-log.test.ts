import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderColumns, orderLog } from './ordered-log.ts'
import type { LogColumns, LogRow } from './ordered-log.ts'

test('cases in the order of arrival, events in the order of time, ties in the order of arrival', () => {
  const log = orderLog([
    { case: 'x', activity: 'late', time: 9 },
    { case: 'y', activity: 'only', time: 1 },
    { case: 'x', activity: 'tie 1', time: 5 },
    { case: 'x', activity: 'tie 2', time: 5 },
    { case: 'x', activity: 'early', time: -3 },
  ])
  expect(log.cases).toEqual(['x', 'y'])
  expect([...log.starts]).toEqual([0, 4, 5])
  expect(Array.from(log.activityOf, (activity) => log.activities[activity])).toEqual(['early', 'tie 1', 'tie 2', 'late', 'only'])
  expect([...log.timeOf]).toEqual([-3, 5, 5, 9, 1])
  expect([...log.caseOf]).toEqual([0, 0, 0, 0, 1])
})

test('a case is of the person of its first row; without one it is a person of its own', () => {
  const log = orderLog([
    { case: 'x', activity: 'a', time: 2, person: 'Ann' },
    { case: 'y', activity: 'a', time: 1, person: 'Ann' },
    { case: 'Ann', activity: 'a', time: 1 },
    { case: 'x', activity: 'a', time: 1, person: 'Bob' },
  ])
  expect(log.people).toBe(2)
  expect([...log.personOf]).toEqual([0, 0, 1])
})

test('nothing is a log too', () => {
  expect(orderLog([])).toMatchObject({ cases: [], activities: [], people: 0, starts: Uint32Array.of(0) })
})

const columns = { activities: ['a'], cases: ['x'], caseOf: [0], activityOf: [0], timeOf: [1] }

test.each<[LogColumns, string]>([
  [{ ...columns, timeOf: [NaN] }, 'row 0 has no time'],
  [{ ...columns, timeOf: [Infinity] }, 'row 0 has no time'],
  [{ ...columns, caseOf: [0.5] }, 'row 0 is of a case that is not listed'],
  [{ ...columns, caseOf: [1] }, 'row 0 is of a case that is not listed'],
  [{ ...columns, activityOf: [-1] }, 'row 0 is of an activity that is not listed'],
  [{ ...columns, activityOf: [0.5] }, 'row 0 is of an activity that is not listed'],
  [{ ...columns, cases: ['x', 'y'] }, 'case y has no events'],
  [{ ...columns, timeOf: [1, 2] }, 'equally long'],
  [{ ...columns, personOf: [1] }, '1 is none of them'],
  [{ ...columns, personOf: [] }, 'each case has a person'],
])('%j is refused', (wrong, why) => {
  expect(() => orderColumns(wrong)).toThrow(why)
})

test('every row is there once, whatever the order of arrival', () => {
  const row: fc.Arbitrary<LogRow> = fc.record({
    case: fc.constantFrom('x', 'y', 'z'),
    activity: fc.constantFrom('a', 'b', 'c'),
    time: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const log = orderLog(rows)
      const ordered = Array.from(log.activityOf, (activity, event) => ({
        case: log.cases[log.caseOf[event]!],
        activity: log.activities[activity],
        time: log.timeOf[event],
      }))
      const first = new Map(log.cases.map((id, c) => [id, c]))
      expect(ordered).toEqual(rows.toSorted((p, q) => first.get(p.case)! - first.get(q.case)! || p.time - q.time))
    }),
  )
})
