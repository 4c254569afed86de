import { expect, it } from 'vitest'
import { layoutGraph } from './graph-layout.ts'

const box = (id: string) => ({ id, width: 100, height: 40 })
const line = (from: string, to: string) => ({ from, to, weight: 1, label: { width: 60, height: 16 } })

it('puts what follows below, draws loops, and lets nothing lie on anything else', () => {
  const boxes = ['a', 'b', 'c', 'd'].map(box)
  const {
    boxes: places,
    lines,
    height,
  } = layoutGraph(boxes, [line('a', 'b'), line('b', 'c'), line('b', 'd'), line('c', 'b'), line('d', 'd')])
  const [a, b, c, d] = places
  expect(a!.y).toBeLessThan(b!.y)
  expect(b!.y).toBeLessThan(Math.min(c!.y, d!.y))
  expect(lines).toHaveLength(5)
  for (const { points } of lines) expect(points.length).toBeGreaterThan(1)
  const apart = places.every((one, k) =>
    places.every((other, l) => k === l || Math.abs(one.x - other.x) >= 100 || Math.abs(one.y - other.y) >= 40),
  )
  expect(apart).toBe(true)
  expect(height).toBeGreaterThan(0)
})

it('draws nothing of nothing', () => {
  expect(layoutGraph([], [])).toMatchObject({ boxes: [], lines: [] })
})
