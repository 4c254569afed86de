import { expect, it } from 'vitest'
import { meanInterval } from './mean-interval.ts'

it('is 1.96 standard errors to both sides, and there is none of a single value', () => {
  expect(meanInterval(10, 4, 16)).toEqual({ low: expect.closeTo(8.040036, 6) as number, high: expect.closeTo(11.959964, 6) as number })
  expect(meanInterval(10, 0, 2)).toEqual({ low: 10, high: 10 })
  expect(meanInterval(10, null, 5)).toBeUndefined()
  expect(meanInterval(10, 0, 1)).toBeUndefined()
})
