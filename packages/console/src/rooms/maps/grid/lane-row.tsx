import type { LaneKind } from '@percorso/contract'
import { memo } from 'react'
import classes from '../maps.module.css'
import type { BlueprintLine } from './blueprint-lines.ts'
import { Cell } from './cell.tsx'
import { EmotionCurve } from './emotion-curve.tsx'
import { LaneHead } from './heads.tsx'

export type SeenColumn = { step: string; column: number }

type LaneRowProps = {
  id: string
  kind: LaneKind
  row: number
  height: number
  lines: readonly BlueprintLine[] | undefined
  /** The columns in sight. */
  columns: readonly SeenColumn[]
}

/** What one lane says of the steps in sight. */
export const LaneRow = memo(function LaneRow({ id, kind, row, height, lines, columns }: LaneRowProps) {
  return (
    <tr className={classes.row} aria-rowindex={row + 3} data-kind={kind} data-line={lines?.at(-1)} style={{ height }}>
      <LaneHead id={id} lines={lines} />
      {kind === 'emotion' && (
        <td aria-hidden className={classes.curve}>
          <EmotionCurve lane={id} />
        </td>
      )}
      {columns.map(({ step, column }) => (
        <Cell key={step} lane={id} kind={kind} step={step} column={column} />
      ))}
    </tr>
  )
})
