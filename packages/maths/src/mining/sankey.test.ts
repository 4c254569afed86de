import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logOf, textbookLog } from './log-of.ts'
import { sankeyOf } from './sankey.ts'

test('the textbook log, two activities a step', () => {
  const { nodes, links } = sankeyOf(textbookLog(), { steps: 3, top: 2 })
  expect(nodes).toEqual([
    { step: 1, activity: 0, cases: 6, ended: 0 },
    { step: 2, activity: 1, cases: 3, ended: 0 },
    { step: 2, activity: 2, cases: 2, ended: 0 },
    { step: 2, activity: undefined, cases: 1, ended: 0 },
    { step: 3, activity: 2, cases: 3, ended: 0 },
    { step: 3, activity: 1, cases: 2, ended: 0 },
    { step: 3, activity: undefined, cases: 1, ended: 1 },
  ])
  expect(links).toEqual([
    { from: 0, to: 1, cases: 3 },
    { from: 0, to: 2, cases: 2 },
    { from: 0, to: 3, cases: 1 },
    { from: 1, to: 4, cases: 3 },
    { from: 2, to: 5, cases: 2 },
    { from: 3, to: 6, cases: 1 },
  ])
})

test('of nothing there is nothing', () => {
  expect(sankeyOf(logOf([]), { steps: 3, top: 2 })).toEqual({ cases: 0, nodes: [], links: [] })
})

test('every case is somewhere at every step, or has ended', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcde'.split('')), minLength: 1, maxLength: 6 }), { maxLength: 30 })
  fc.assert(
    fc.property(words, fc.integer({ min: 0, max: 4 }), (some, top) => {
      const steps = 5
      const { nodes, links } = sankeyOf(logOf(some), { steps, top })
      const sum = (values: { cases: number }[]) => values.reduce((total, { cases }) => total + cases, 0)
      for (let step = 1; step <= steps; step += 1) {
        const endedBefore = nodes.filter((node) => node.step < step).reduce((total, { ended }) => total + ended, 0)
        const here = nodes.filter((node) => node.step === step)
        expect(sum(here) + endedBefore).toBe(some.length)
        expect(here.length).toBeLessThanOrEqual(top + 1)
      }
      for (const [index, node] of nodes.entries()) {
        if (node.step > 1) expect(sum(links.filter(({ to }) => to === index))).toBe(node.cases)
        if (node.step < steps) expect(sum(links.filter(({ from }) => from === index)) + node.ended).toBe(node.cases)
      }
    }),
  )
})
