import type { MapDocument, MapStage } from '@percorso/contract'
import { cellKey } from '@percorso/contract/map-words'
import type { Layout } from '../model/columns.ts'

/** In units of the drawing. */
export const CENTRE = { x: 520, y: 430 }
export const ZERO = 175
export const UNIT = 42
const BAND = { inner: 282, outer: 312 }
const LABELS = 326
const GAP = 0.012

export type CircleStep = {
  id: string
  name: string
  stage: string
  emotion: number | null
  x: number
  y: number
  label: { x: number; y: number; anchor: 'start' | 'middle' | 'end' }
}
export type CircleArc = { id: string; name: string; phase: MapStage['phase']; band: string; text: string; width: number }
export type Circle = { steps: CircleStep[]; arcs: CircleArc[]; line: string }

/** Steps around a ring, clockwise from the top, the further out the better they feel; stages as arcs around them (Vandermerwe 1993, customer activity cycle). */
export function circleOf({ cells }: Pick<MapDocument, 'cells'>, { columns, stages, lanes }: Layout): Circle {
  const lane = lanes.find(({ kind }) => kind === 'emotion')?.id
  const turn = (2 * Math.PI) / Math.max(1, columns.length)
  const steps = columns.flatMap(({ step, stage }, index): CircleStep[] => {
    if (!step) return []
    const emotion = lane === undefined ? null : (cells[cellKey(lane, step.id)]?.emotion ?? null)
    const angle = (index + 0.5) * turn
    const at = onRing(angle, ZERO + UNIT * (emotion ?? 0))
    return [{ id: step.id, name: step.name, stage: stage.name, emotion, ...at, label: labelAt(angle) }]
  })
  const arcs = stages.map(({ id, name, phase }): CircleArc => {
    const first = columns.findIndex(({ stage }) => stage.id === id)
    const count = columns.filter(({ stage }) => stage.id === id).length
    const [from, to] = [first * turn + GAP, (first + count) * turn - GAP]
    return { id, name, phase, band: bandOf(from, to), text: textLine(from, to), width: (to - from) * BAND.inner }
  })
  return { steps, arcs, line: steps.length > 2 ? `M${steps.map(({ x, y }) => `${x},${y}`).join('L')}Z` : '' }
} // prettier-ignore

function onRing(angle: number, radius: number): { x: number; y: number } {
  return { x: round(CENTRE.x + radius * Math.sin(angle)), y: round(CENTRE.y - radius * Math.cos(angle)) }
}

function labelAt(angle: number): CircleStep['label'] {
  const side = Math.sin(angle)
  return { ...onRing(angle, LABELS), anchor: Math.abs(side) < 0.2 ? 'middle' : side > 0 ? 'start' : 'end' }
}

function bandOf(from: number, to: number): string {
  const isLong = to - from > Math.PI ? 1 : 0
  const arc = (angle: number, radius: number, sweep: 0 | 1) => `A${radius},${radius} 0 ${isLong} ${sweep} ${pair(onRing(angle, radius))}`
  return `M${pair(onRing(from, BAND.outer))} ${arc(to, BAND.outer, 1)} L${pair(onRing(to, BAND.inner))} ${arc(from, BAND.inner, 0)}Z`
}

/** Where the name of a stage runs: in the lower half the other way round, so that nobody reads it upside down. */
function textLine(from: number, to: number): string {
  const middle = (from + to) / 2
  const isLow = middle > Math.PI / 2 && middle < (3 * Math.PI) / 2
  const radius = isLow ? BAND.inner + 20 : BAND.inner + 10
  const isLong = to - from > Math.PI ? 1 : 0
  const [begin, end] = isLow ? [to, from] : [from, to]
  return `M${pair(onRing(begin, radius))} A${radius},${radius} 0 ${isLong} ${isLow ? 0 : 1} ${pair(onRing(end, radius))}`
}

function pair({ x, y }: { x: number; y: number }): string {
  return `${x},${y}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
