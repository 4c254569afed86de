import { cellKey } from '@percorso/contract'
import type { MapDocument, MapMeasures } from '@percorso/contract'
import { csvLine } from '../../record/customers/index.ts'
import { inOrder, stepsInOrder } from './map-order.ts'

const COLUMNS = ['stage', 'step', 'lane', 'kind', 'text', 'emotion', 'evidence', 'n', 'source', 'value', 'low', 'high']

/** A map as a table: a line for each cell, by stage, step and lane, with the number that facts last gave to it. */
export function mapCsv(document: MapDocument, measures: MapMeasures | null): string {
  const lanes = inOrder(document.lanes)
  const lines = stepsInOrder(document).flatMap(([stepId, step]) =>
    lanes.flatMap(([laneId, lane]) => {
      const cell = document.cells[cellKey(laneId, stepId)]
      if (!cell) return []
      const { level, n, source } = cell.evidence
      const measure = cell.binding ? measures?.cells[cellKey(laneId, stepId)] : undefined
      const said = [document.stages[step.stage]!.name, step.name, lane.name, lane.kind, cell.text, cell.emotion]
      return [csvLine([...said, level, measure?.n ?? n, source, measure?.value, measure?.low, measure?.high])]
    }),
  )
  return [csvLine(COLUMNS), ...lines].join('')
}
