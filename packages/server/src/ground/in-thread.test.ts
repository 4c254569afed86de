import { expect, test } from 'vitest'
import { inThread } from './in-thread.ts'

type Work = (input: Float64Array) => number

/** A module that does this. */
const moduleOf = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(`export function work(input) { ${code} }`)}`)
const sum = moduleOf('return input.reduce((total, value) => total + value, 0)')

test('works beside, on plain data and typed arrays', async () => {
  expect(await inThread<Work>(sum, Float64Array.of(1, 2, 3.5))).toBe(6.5)
})

test('more questions than threads are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 7 }, (_, i) => inThread<Work>(sum, Float64Array.of(i, 1))))
  expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('what the work throws is thrown here, and the next question is answered', async () => {
  const failing = moduleOf("throw new RangeError('No such number')")
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => inThread<Work>(failing, Float64Array.of(1))))
  expect(outcomes).toEqual(outcomes.map(() => ({ status: 'rejected', reason: new RangeError('No such number') })))
  expect(await inThread<Work>(sum, Float64Array.of(2))).toBe(2)
})

test('a thread that ends without an answer is told of', async () => {
  await expect(inThread<Work>(moduleOf('process.exit(3)'), Float64Array.of(1))).rejects.toThrow('(3)')
})

test('endless work is ended and told of', async () => {
  await expect(inThread<Work>(moduleOf('for (;;);'), Float64Array.of(1), 50)).rejects.toMatchObject({ code: 'too_much', status: 422 })
  expect(await inThread<Work>(sum, Float64Array.of(2))).toBe(2)
})
