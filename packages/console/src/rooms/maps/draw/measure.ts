import type { Measure } from './wrap-text.ts'

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

const measures = new Map<string, Measure>()

/** How wide a text is in the console's letters. Words come again and again: each is measured once. */
export function measureIn(size: number, weight = 400): Measure {
  const font = `${weight} ${size}px ${FONT}`
  const known = measures.get(font)
  if (known) return known
  const pen = document.createElement('canvas').getContext('2d')
  const widths = new Map<string, number>()
  const widthOf = (word: string) => {
    const width = widths.get(word)
    if (width !== undefined) return width
    if (pen) pen.font = font
    const measured = pen?.measureText(word).width ?? word.length * size * 0.55
    widths.set(word, measured)
    return measured
  }
  const space = () => widthOf(' ')
  const measure: Measure = (text) => {
    const words = text.split(' ')
    return words.reduce((sum, word) => sum + widthOf(word), 0) + (words.length - 1) * space()
  }
  measures.set(font, measure)
  return measure
}
