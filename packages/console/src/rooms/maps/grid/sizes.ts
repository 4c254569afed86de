import type { LaneKind, MapCell, MapDocument, MapStep } from '@percorso/contract'
import { cellKey } from '@percorso/contract/map-words'
import { measureIn } from '../draw/measure.ts'
import { wrapText } from '../draw/wrap-text.ts'
import type { Layout } from '../model/columns.ts'

/** In pixels, as the style sheet has them. */
export const COLUMN = 188
export const EMOTION_HEIGHT = 128
const LINE = 18

const TEXT_WIDTH = COLUMN - 22
const CHIP = 24
const LINES_MAX = 12
const LEAST = 44
const AROUND = 14
const SIGN = 20

const counted = new WeakMap<MapCell, number>()

/** How high each lane is, by its id: as its fullest cell asks. */
export function heightsOf({ cells }: MapDocument, { lanes, steps }: Pick<Layout, 'lanes' | 'steps'>): Record<string, number> {
  return Object.fromEntries(
    lanes.map(({ id, kind }) => {
      if (kind === 'emotion') return [id, EMOTION_HEIGHT]
      const needs = steps.map((step) => needOf(cells[cellKey(id, step.id)], kind, step))
      return [id, Math.max(LEAST, ...needs)]
    }),
  )
}

function needOf(cell: MapCell | undefined, kind: LaneKind, step: MapStep): number {
  const chips = kind === 'touchpoints' ? step.touchpoints.length * CHIP : 0
  if (!cell) return chips === 0 ? 0 : chips + AROUND
  const known = counted.get(cell) ?? textHeight(cell, kind)
  counted.set(cell, known)
  return known + chips + AROUND
}

function textHeight({ text, providers, modules, moment, binding }: MapCell, kind: LaneKind): number {
  const chips = (providers.length + modules.length) * CHIP + (moment ? CHIP : 0)
  if (kind === 'owners') return text.split(',').length * CHIP + chips + SIGN
  const lines = text === '' ? 0 : Math.min(LINES_MAX, wrapText(text, TEXT_WIDTH, measureIn(13)).length)
  return lines * LINE + chips + SIGN + (binding ? LINE : 0)
}
