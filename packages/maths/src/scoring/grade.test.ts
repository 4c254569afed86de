import { expect, test } from 'vitest'
import { gradeOf } from './grade.ts'

test.each([
  [100, 100, 'A1'],
  [75, 74, 'A2'],
  [74.5, 74.49, 'A2'],
  [50, 25, 'B3'],
  [49, 24, 'C4'],
  [0, 0, 'D4'],
])('fit %d and engagement %d: %s', (fit, engagement, grade) => {
  expect(gradeOf({ fit, engagement })).toBe(grade)
})

test('thresholds of one’s own', () => {
  const thresholds = { fit: [90, 80, 70], engagement: [30, 20, 10] } as const
  expect(gradeOf({ fit: 85, engagement: 31 }, thresholds)).toBe('B1')
})
