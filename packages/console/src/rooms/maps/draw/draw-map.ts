import type { MapCell, MapDocument, MapLane, MapMeasure, MapStep } from '@percorso/contract'
import { cellKey } from '@percorso/contract/map-words'
import { linesAbove } from '../grid/blueprint-lines.ts'
import type { BlueprintLine } from '../grid/blueprint-lines.ts'
import { smoothPath, yOf } from '../grid/emotion-scale.ts'
import type { Column } from '../model/columns.ts'
import { layoutOf } from '../model/columns.ts'
import type { Placed } from '../model/map-order.ts'
import { circle, line, path, rect, text } from './svg.ts'
import { wrapText } from './wrap-text.ts'
import type { Measure } from './wrap-text.ts'

/** What a picture of a map needs besides its document. */
export type DrawWords = {
  /** Under the name. */
  about: string
  phase: (phase: Column['stage']['phase']) => string
  line: (line: BlueprintLine) => string
  signs: (step: MapStep) => string
  /** What a cell says, in paragraphs. */
  cell: (of: { cell: MapCell | undefined; lane: MapLane; step: MapStep; measure: MapMeasure | undefined }) => string[]
  evidence: (cell: MapCell, measure: MapMeasure | undefined) => string
  signed: (emotion: number) => string
}
type Drawing = {
  document: MapDocument
  measures: (key: string) => MapMeasure | undefined
  words: DrawWords
  measure: (size: number, weight?: number) => Measure
}
export type Picture = { svg: string; width: number; height: number }

const COLUMN = 200
const NAMES = 150
const MARGIN = 24
const TITLE = 62
const STAGE = 30
const STEP = 60
const EMOTION = 128
const LINE = 17
const INSIDE = 10
/** Steps in one row of the picture: a long map goes on below, as text does. */
const STEPS_MAX = 14
const BETWEEN = 30

const phases = { before: '#dbe4ff', during: '#c3fae8', after: '#ffe8cc' }
const levels = { assumed: '#495057', observed: '#1864ab', measured: '#087f5b' }

/** A map as a picture: one band of lanes for every fourteen steps. Pure, but for how wide texts are. */
export function drawMap(drawing: Drawing): Picture {
  const { document, words } = drawing
  const { columns } = layoutOf(document)
  const bands = Array.from({ length: Math.max(1, Math.ceil(columns.length / STEPS_MAX)) }, (_, band) => columns.slice(band * STEPS_MAX, (band + 1) * STEPS_MAX))
  const width = 2 * MARGIN + NAMES + COLUMN * Math.max(3, ...bands.map((band) => band.length))
  let y = MARGIN + TITLE
  const parts = bands.map((band) => {
    const drawn = drawBand(drawing, band, y)
    y += drawn.height + BETWEEN
    return drawn.svg
  })
  const height = y - BETWEEN + MARGIN
  const head = [text(document.name, { x: MARGIN, y: MARGIN + 24, size: 24, weight: 700 }), text(words.about, { x: MARGIN, y: MARGIN + 46, size: 13, fill: '#495057' })]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${rect({ x: 0, y: 0, width, height, fill: '#fff' })}${head.join('')}${parts.join('')}</svg>`
  return { svg, width, height }
} // prettier-ignore

function drawBand(drawing: Drawing, band: readonly Column[], top: number): { svg: string; height: number } {
  const { lanes } = layoutOf(drawing.document)
  const above = linesAbove(lanes)
  let y = top + STAGE + STEP
  const rows = lanes.map((lane) => {
    const lines = above[lane.id]
    if (lines) y += LINE + 6
    const drawn = drawLane(drawing, { lane, band, y })
    const label = lines ? drawLines(drawing, { lines, y, width: NAMES + band.length * COLUMN }) : ''
    y += drawn.height
    return label + drawn.svg
  })
  return { svg: drawHeads(drawing, band, top) + rows.join(''), height: y - top }
}

function drawHeads({ words, measure }: Drawing, band: readonly Column[], top: number): string {
  return band
    .map(({ stage, step }, index) => {
      const x = MARGIN + NAMES + index * COLUMN
      const isFirst = band[index - 1]?.stage.id !== stage.id
      const span = band.filter((column) => column.stage.id === stage.id).length
      const stageHead = isFirst
        ? rect({ x, y: top, width: span * COLUMN - 2, height: STAGE, fill: phases[stage.phase] }) +
          text(oneLine(`${stage.name} · ${words.phase(stage.phase)}`, span * COLUMN - 2 * INSIDE, measure(13, 650)), { x: x + INSIDE, y: top + 20, size: 13, weight: 650 })
        : ''
      if (!step) return stageHead
      const lines = wrapText(step.name, COLUMN - 2 * INSIDE, measure(13, 600)).slice(0, 2)
      const box = rect({ x, y: top + STAGE, width: COLUMN, height: STEP, fill: '#f8f9fa', stroke: '#dee2e6', dashed: step.optional })
      const names = lines.map((each, row) => text(each, { x: x + INSIDE, y: top + STAGE + 20 + row * LINE, size: 13, weight: 600 }))
      const signs = text(oneLine(words.signs(step), COLUMN - 2 * INSIDE, measure(11)), { x: x + INSIDE, y: top + STAGE + 20 + lines.length * LINE, size: 11, fill: '#495057' })
      return stageHead + box + names.join('') + signs
    })
    .join('')
} // prettier-ignore

type LaneAt = { lane: Placed<MapLane>; band: readonly Column[]; y: number }

function drawLane(drawing: Drawing, { lane, band, y }: LaneAt): { svg: string; height: number } {
  const width = band.length * COLUMN
  const cells = band.map(({ step }) => (step ? cellLines(drawing, lane, step) : []))
  const tallest = Math.max(0, ...cells.map((lines) => lines.length))
  const height = lane.kind === 'emotion' ? EMOTION : Math.max(2, tallest) * LINE + 2 * INSIDE
  const names = wrapText(lane.name, NAMES - 2 * INSIDE, drawing.measure(13, 650))
  const frame =
    rect({ x: MARGIN, y, width: NAMES, height, fill: '#f8f9fa', stroke: '#dee2e6' }) +
    rect({ x: MARGIN + NAMES, y, width, height, fill: 'none', stroke: '#dee2e6' }) +
    names.map((each, row) => text(each, { x: MARGIN + INSIDE, y: y + INSIDE + 12 + row * LINE, size: 13, weight: 650 })).join('')
  if (lane.kind === 'emotion') return { svg: frame + drawCurve(drawing, { lane, band, y }), height }
  const texts = band.map(({ step }, index) => (step ? drawCell(drawing, { lane, step, lines: cells[index]!, x: MARGIN + NAMES + index * COLUMN, y, height }) : ''))
  return { svg: frame + texts.join(''), height }
} // prettier-ignore

function cellLines({ document, measures, words, measure }: Drawing, lane: Placed<MapLane>, step: Placed<MapStep>): string[] {
  const key = cellKey(lane.id, step.id)
  const cell = document.cells[key]
  const paragraphs = words.cell({ cell, lane, step, measure: measures(key) }).filter((each) => each !== '')
  const lines = paragraphs.flatMap((each) => wrapText(each, COLUMN - 2 * INSIDE, measure(13)))
  return cell ? [...lines, words.evidence(cell, measures(key))] : lines
}

type CellAt = { lane: Placed<MapLane>; step: Placed<MapStep>; lines: string[]; x: number; y: number; height: number }

function drawCell({ document }: Drawing, { lane, step, lines, x, y, height }: CellAt): string {
  const cell = document.cells[cellKey(lane.id, step.id)]
  const edge = line({ x1: x + COLUMN, y1: y, x2: x + COLUMN, y2: y + height, stroke: '#e9ecef' })
  const marked = cell?.moment ? rect({ x: x + 2, y: y + 2, width: COLUMN - 4, height: height - 4, fill: '#fff9db', stroke: '#e67700' }) : ''
  const level = cell && (cell.binding ? 'measured' : cell.evidence.level)
  const texts = lines.map((each, row) => {
    const isEvidence = level !== undefined && row === lines.length - 1
    const at = { x: x + INSIDE + (isEvidence ? 14 : 0), y: y + INSIDE + 12 + row * LINE }
    return isEvidence ? drawLevel(level, at) + text(each, { ...at, size: 11, fill: '#495057' }) : text(each, { ...at, size: 13 })
  })
  return edge + marked + texts.join('')
}

/** The same shapes as on the screen. */
function drawLevel(level: keyof typeof levels, { x, y }: { x: number; y: number }): string {
  const [cx, cy, colour] = [x - 8, y - 4, levels[level]]
  if (level === 'measured') return rect({ x: cx - 4, y: cy - 4, width: 8, height: 8, fill: colour })
  const ring = circle({ cx, cy, r: 4, fill: 'none', stroke: colour })
  return level === 'observed' ? ring + path(`M${cx},${cy - 4}a4,4 0 0 0 0,8z`, { fill: colour }) : ring
}

function drawCurve({ document, words }: Drawing, { lane, band, y }: LaneAt): string {
  const points = band.flatMap(({ step }, index) => {
    const emotion = step && document.cells[cellKey(lane.id, step.id)]?.emotion
    return emotion === undefined || emotion === null ? [] : [{ x: MARGIN + NAMES + (index + 0.5) * COLUMN, y: y + yOf(emotion), emotion }]
  })
  const zero = line({
    x1: MARGIN + NAMES,
    y1: y + yOf(0),
    x2: MARGIN + NAMES + band.length * COLUMN,
    y2: y + yOf(0),
    stroke: '#ced4da',
    dashed: true,
  })
  const dots = points.map(({ x, y: at, emotion }) => {
    const colour = emotion > 0 ? '#2b8a3e' : emotion < 0 ? '#c92a2a' : '#495057'
    return (
      circle({ cx: x, cy: at, r: 13, fill: '#fff', stroke: colour }) +
      text(words.signed(emotion), { x, y: at + 4, size: 11, weight: 650, anchor: 'middle' })
    )
  })
  return zero + path(smoothPath(points), { fill: 'none', stroke: '#4c6ef5' }) + dots.join('')
}

function drawLines({ words }: Drawing, { lines, y, width }: { lines: readonly BlueprintLine[]; y: number; width: number }): string {
  const label = text(lines.map(words.line).join(' · '), { x: MARGIN + 2, y: y - 6, size: 11, fill: '#495057' })
  return label + line({ x1: MARGIN, y1: y, x2: MARGIN + width, y2: y, stroke: '#495057', dashed: !lines.includes('visibility') })
}

function oneLine(full: string, width: number, measure: Measure): string {
  const [first = '', second] = wrapText(full, width, measure)
  return second === undefined ? first : `${first}…`
}
