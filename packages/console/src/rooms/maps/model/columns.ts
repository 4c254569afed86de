import type { MapDocument, MapStage, MapStep } from '@percorso/contract'
import { cellKey } from '@percorso/contract/map-words'
import { orderOf } from './map-order.ts'
import type { Order, Placed } from './map-order.ts'

/** A step, or the place where the first step of a stage will be. */
export type Column = { stage: Placed<MapStage>; step: Placed<MapStep> | undefined }
/** A map as it is drawn: columns across, lanes down. */
export type Layout = Order & { columns: Column[] }

let latest: { of: Pick<MapDocument, 'stages' | 'steps' | 'lanes'>; layout: Layout } | undefined

/** Asked for by many at once, of one document: the same object while nothing of it has changed. */
export function layoutOf(document: MapDocument): Layout {
  const { stages, steps, lanes } = document
  if (latest?.of.stages === stages && latest.of.steps === steps && latest.of.lanes === lanes) return latest.layout
  const order = orderOf(document)
  const columns = order.stages.flatMap((stage): Column[] => {
    const within = order.steps.filter((step) => step.stage === stage.id)
    return within.length === 0 ? [{ stage, step: undefined }] : within.map((step) => ({ stage, step }))
  })
  latest = { of: { stages, steps, lanes }, layout: { ...order, columns } }
  return latest.layout
}

export type Place = { kind: 'cells' | 'steps' | 'stages' | 'lanes'; id: string; lane?: string; step?: string }

/** What a place says: `lane:step` of a cell, `steps/ID`, `stages/ID` or `lanes/ID` of the rest. */
export function readPlace(place: string): Place | undefined {
  const [lane = '', step] = place.split(':')
  if (step !== undefined) return { kind: 'cells', id: place, lane, step }
  const [kind, id] = place.split('/')
  return id !== undefined && (kind === 'steps' || kind === 'stages' || kind === 'lanes') ? { kind, id } : undefined
}

export type Way = 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'start' | 'end'

/** Where a key leads from a place; the same place if there is nothing further. */
export function placeBeyond(layout: Layout, place: string, way: Way): string {
  return seatsBeyond(layout, seatOf(layout, place), way).map((seat) => placeAt(layout, seat.row, seat.column)).find((found) => found !== undefined) ?? place
} // prettier-ignore

/** In the order in which they are tried. */
function seatsBeyond(layout: Layout, { row, column }: Seat, way: Way): Seat[] {
  const last = { row: layout.lanes.length + 1, column: layout.columns.length - 1 }
  const ways: Record<Way, Seat[]> = {
    left: [{ row, column: row === 0 ? stageBefore(layout, column) : column - 1 }],
    right: [{ row, column: row === 0 ? stageAfter(layout, column) : column + 1 }],
    up: [{ row: row - 1, column }],
    down: [{ row: row + 1, column }],
    rowStart: [
      { row, column: -1 },
      { row, column: 0 },
    ],
    rowEnd: [{ row, column: last.column }],
    start: [{ row: 0, column: 0 }],
    end: [last],
  }
  return ways[way]
}

export type Seat = { row: number; column: number }

/** Row 0 has the stages, row 1 the steps, then come the lanes; column −1 has their names. */
export function seatOf({ columns, lanes }: Layout, place: string): Seat {
  const read = readPlace(place)
  const rowOf = (id: string | undefined) => lanes.findIndex((lane) => lane.id === id) + 2
  const columnOf = (id: string | undefined) => columns.findIndex(({ step }) => step?.id === id)
  switch (read?.kind) {
    case 'cells':
      return { row: rowOf(read.lane), column: columnOf(read.step) }
    case 'steps':
      return { row: 1, column: columnOf(read.id) }
    case 'stages':
      return { row: 0, column: columns.findIndex(({ stage }) => stage.id === read.id) }
    case 'lanes':
      return { row: rowOf(read.id), column: -1 }
    default:
      return { row: 0, column: 0 }
  }
}

export function placeAt({ columns, lanes }: Layout, row: number, column: number): string | undefined {
  const lane = lanes[row - 2]
  if (column === -1) return lane && `lanes/${lane.id}`
  const found = columns[column]
  if (!found) return undefined
  if (row === 0) return `stages/${found.stage.id}`
  if (!found.step) return undefined
  if (row === 1) return `steps/${found.step.id}`
  return lane && cellKey(lane.id, found.step.id)
}

function stageAfter({ columns }: Layout, column: number): number {
  const beyond = columns.findIndex(({ stage }, index) => index > column && stage.id !== columns[column]?.stage.id)
  return beyond === -1 ? column : beyond
}

function stageBefore(layout: Layout, column: number): number {
  const last = layout.columns[column - 1]
  return last ? layout.columns.findIndex(({ stage }) => stage.id === last.stage.id) : column
}
