import type { MapDocument } from '@percorso/contract'
import { expect, it } from 'vitest'
import { emptyCell } from '../model/map-actions.ts'
import { drawMap } from './draw-map.ts'
import type { DrawWords } from './draw-map.ts'

const words: DrawWords = {
  about: 'Lived',
  phase: (phase) => phase,
  line: (line) => `line of ${line}`,
  signs: ({ optional }) => (optional ? 'optional' : ''),
  cell: ({ cell }) => (cell ? [cell.text] : []),
  evidence: ({ evidence }) => evidence.level,
  signed: String,
}
const step = { stage: 'a', branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }

function mapOf(steps: number, text = ''): MapDocument {
  return {
    name: 'A <b>bold</b> & "quoted" map\u0000',
    about: '',
    kind: 'lived',
    persona: { name: '', about: '', goals: '', segmentId: null },
    question: null,
    stages: { a: { name: 'Stage', place: 0, phase: 'before', order: 'drawn', repeats: false } },
    steps: Object.fromEntries(Array.from({ length: steps }, (_, place) => [`s${place}`, { ...step, name: `Step ${place}`, place }])),
    lanes: { c: { name: 'Customer', kind: 'customer', place: 0 }, f: { name: 'Front', kind: 'front', place: 1 }, e: { name: 'Emotion', kind: 'emotion', place: 2 } },
    cells: { 'c:s0': { ...emptyCell, text }, 'e:s0': { ...emptyCell, emotion: 1.5 }, 'e:s1': { ...emptyCell, emotion: -2 } },
  }
} // prettier-ignore

const draw = (document: MapDocument) => drawMap({ document, measures: () => undefined, words, measure: () => (text) => text.length * 7 })

it('writes what people wrote as text, never as markup', () => {
  const { svg } = draw(mapOf(2, '<script>alert(1)</script>'))
  expect(svg).toContain('A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; map ')
  expect(svg).toContain('&lt;script&gt;')
  expect(svg).not.toMatch(/<script|<b>|\0/u)
})

it('has every step, the line between the lanes of the blueprint, and a curve through the feelings', () => {
  const { svg } = draw(mapOf(3))
  for (const text of ['Step 0', 'Step 1', 'Step 2', 'line of interaction', '1.5', '-2']) expect(svg).toContain(`>${text}</text>`)
  expect(svg.match(/<path d="M[^"]+C[^"]+"/gu)).toHaveLength(1)
})

it('goes on below where a map is long, and grows with what is written', () => {
  const [short, long] = [draw(mapOf(14)), draw(mapOf(15))]
  expect(long.width).toBe(short.width)
  expect(long.height).toBeGreaterThan(short.height * 1.7)
  expect(draw(mapOf(14, 'many words '.repeat(30))).height).toBeGreaterThan(short.height)
})
