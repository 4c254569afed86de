import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { atMost, wrapText } from './wrap-text.ts'

const byLetter = (text: string) => Array.from(text).length

it('breaks between words, at ends of lines, and in words that are too long', () => {
  expect(wrapText('She looks for a\nhotelroomwithaview now', 8, byLetter)).toEqual([
    'She',
    'looks',
    'for a',
    'hotelroo',
    'mwithavi',
    'ew now',
  ])
})

it('loses no letter, and no line is too wide', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 12 }), (text, width) => {
      const lines = wrapText(text, width, byLetter)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/gu, ''))
      expect(Math.max(...lines.map(byLetter))).toBeLessThanOrEqual(width)
    }),
  )
})

it('says that there was more', () => {
  expect(atMost(['one', 'two', 'three'], 2)).toEqual(['one', 't…'])
  expect(atMost(['one', 'two'], 2)).toEqual(['one', 'two'])
})
