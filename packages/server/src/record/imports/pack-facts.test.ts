import { expect, test } from 'vitest'
import type { SegmentFact } from './map-row.ts'
import { packFacts } from './pack-facts.ts'

const fact = (messageId: string, text = ''): SegmentFact => ({
  type: 'page',
  messageId,
  timestamp: '2024-01-01T00:00:00.000Z',
  properties: { text },
})

test('packs all facts in order, a thousand to a body', () => {
  const facts = Array.from({ length: 2_500 }, (_, index) => fact(String(index)))
  const packed = packFacts(facts)
  expect(packed.map((body) => body.facts)).toEqual([1000, 1000, 500])
  expect(packed.flatMap(({ body }) => (JSON.parse(body.toString()) as { batch: SegmentFact[] }).batch)).toEqual(facts)
})

test('keeps bodies below 4 MB, unless one fact is larger', () => {
  const sizes = [...Array.from({ length: 9 }, () => 300_000), 5_000_000]
  const packed = packFacts(sizes.map((size, index) => fact(String(index), '€'.repeat(size))))
  expect(packed.map((body) => body.facts)).toEqual([4, 4, 1, 1])
  expect(packed.slice(0, 3).every(({ body }) => body.length <= 4 * 1024 * 1024)).toBe(true)
})

test('no facts, no bodies', () => {
  expect(packFacts([])).toEqual([])
})
