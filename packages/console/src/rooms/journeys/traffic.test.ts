import { expect, it } from 'vitest'
import { dotsAt, scaleOf } from './traffic.ts'

const traffic = {
  steps: 'facts' as const,
  left_out: 0,
  frame_ms: 1000,
  items: [
    { from: 'a', to: 'b', counts: [0, 320, 1] },
    { from: 'b', to: 'b', counts: [2, 160, 0] },
  ],
}

it('shows as many dots as there is room for, and none for nothing', () => {
  const scale = scaleOf(traffic)
  expect(scale).toEqual({ each: 3, most: 320 })
  const dots = (frame: number) => dotsAt(traffic, { frame, scale, still: false })
  expect(dots(1.2)).toHaveLength(107 + 53)
  expect(dots(2.5).map(({ edge, along }) => [edge.from, along])).toEqual([['a', 0.5]])
  expect(dots(0).every(({ edge }) => edge.from === 'b')).toBe(true)
  expect(new Set(dots(1.9).map(({ key }) => key)).size).toBe(160)
  expect(dots(1.9).every(({ along }) => along >= 0 && along < 1)).toBe(true)
  expect(dotsAt({ ...traffic, items: [] }, { frame: 1, scale: scaleOf({ ...traffic, items: [] }), still: false })).toEqual([])
})

it('stands still for those who want nothing to move: one dot a line, the larger the more', () => {
  const [first, second] = dotsAt(traffic, { frame: 1.7, scale: scaleOf(traffic), still: true })
  expect([first!.along, second!.along]).toEqual([0.5, 0.5])
  expect(first!.size).toBeGreaterThan(second!.size)
})
