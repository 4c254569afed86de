import type { JourneyPart } from '@percorso/contract'
import type { Box, Layout, Line, Point } from './graph-layout.ts'
import type { GraphNode } from './journey-types.ts'
import type { ShownGraph } from './shown-graph.ts'

const [BOX_WIDTH, BOX_HEIGHT] = [170, 44]
const TITLE_MAX = 22

/** `node` is left out of the two boxes where all journeys begin and end. */
export type DrawnBox = Box & { title: string; node?: GraphNode }
/** `people` are journeys where a line leads from the beginning or to the end. */
export type DrawnLine = Line & { people: number; median_ms?: number | null; part: JourneyPart }

/** What is drawn of a graph: its steps and passages, and where journeys begin and end. */
export function drawnOf({ nodes, edges, least }: ShownGraph): { boxes: DrawnBox[]; lines: DrawnLine[] } {
  const boxes = nodes.map((node): DrawnBox => ({ id: idOf(node.step), title: shorten(node.name), node, width: BOX_WIDTH, height: BOX_HEIGHT }))
  const ends = ['start', 'end'].map((id): DrawnBox => ({ id, title: '', width: 90, height: 26 }))
  const label = { width: 96, height: 16 }
  const passages = edges.map(({ from, to, people, durations }): DrawnLine => {
    return { from: idOf(from), to: idOf(to), weight: 1, label, people, median_ms: durations.median_ms, part: { from, to } }
  })
  const often = (count: number) => count > 0 && count >= least
  const begun = nodes.filter(({ starts }) => often(starts)).map(({ step, starts }): DrawnLine => {
    return { from: 'start', to: idOf(step), weight: 1, label, people: starts, part: { step, only: 'starts' } }
  })
  const ended = nodes.filter(({ ends: last }) => often(last)).map(({ step, ends: last }): DrawnLine => {
    return { from: idOf(step), to: 'end', weight: 1, label, people: last, part: { step, only: 'ends' } }
  })
  return { boxes: [...ends, ...boxes], lines: [...begun, ...passages, ...ended] }
} // prettier-ignore

function idOf(step: string): string {
  return `step ${step}`
}

/** How a line is drawn. Loops are our own: on the right of their box, in the room that was left for their label. */
export function placed({ from, to }: DrawnLine, { points, label }: Layout['lines'][number], places: ReadonlyMap<string, Point>) {
  const box = places.get(from)
  if (from !== to || !box) return { path: pathOf(points), label }
  const side = box.x + BOX_WIDTH / 2
  const path = `M${side},${box.y - 10} C${side + 34},${box.y - 30} ${side + 34},${box.y + 30} ${side},${box.y + 10}`
  return { path, label: { x: side + 26 + 48, y: box.y } }
}

/** Bends become curves: through the middle between each two. */
function pathOf(points: readonly Point[]): string {
  const [first, ...others] = points
  if (!first) return ''
  const last = others.pop() ?? first
  const curves = others.map(({ x, y }, k) => {
    const next = others[k + 1] ?? last
    const end = k + 1 < others.length ? { x: (x + next.x) / 2, y: (y + next.y) / 2 } : last
    return `Q${x},${y} ${end.x},${end.y}`
  })
  return [`M${first.x},${first.y}`, ...(curves.length > 0 ? curves : [`L${last.x},${last.y}`])].join(' ')
}

function shorten(text: string): string {
  const letters = Array.from(new Intl.Segmenter().segment(text.slice(0, 4 * TITLE_MAX)), ({ segment }) => segment)
  return letters.length > TITLE_MAX ? `${letters.slice(0, TITLE_MAX - 1).join('')}…` : letters.join('')
}
