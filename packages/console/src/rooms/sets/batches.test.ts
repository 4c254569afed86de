import fc from 'fast-check'
import { setLimits } from '@percorso/contract/set-limits'
import { expect, it } from 'vitest'
import { batchesOf, parted } from './batches.ts'

const listed = (values: string[]) => values.map((value, place) => ({ line: place + 1, value }))

it('leaves no value out and sends none twice, whatever they are, in calls that are not too large', () => {
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: setLimits.length }), fc.constant('\u0000'.repeat(setLimits.length)))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (some, times) => {
      const values = listed(Array.from({ length: times * 10 }, () => some).flat())
      const batches = [...batchesOf(values)]
      expect(batches.flat()).toEqual(values)
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(setLimits.portion)
        const sent = JSON.stringify({ setId: 123_456, kind: 'x'.repeat(80), values: batch.map((one) => one.value) })
        expect(new TextEncoder().encode(sent).length).toBeLessThanOrEqual(setLimits.bytes)
      }
    }),
    { numRuns: 20 },
  )
  expect([...batchesOf(listed(Array.from({ length: 5_000 }, String)))].map((batch) => batch.length)).toEqual([2_000, 2_000, 1_000])
})

it('does not send what is too long to be an identifier', () => {
  const { fit, tooLong } = parted(listed(['ada', 'x'.repeat(501), 'bo']))
  expect(fit.map(({ line }) => line)).toEqual([1, 3])
  expect(tooLong.map(({ line }) => line)).toEqual([2])
})
