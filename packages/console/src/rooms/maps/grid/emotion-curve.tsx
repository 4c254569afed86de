import { cellKey } from '@percorso/contract/map-words'
import { useCallback, useSyncExternalStore } from 'react'
import { useMapLayout, useOpenMap } from '../map-context.ts'
import classes from '../maps.module.css'
import type { Column } from '../model/columns.ts'
import { smoothPath, yOf } from './emotion-scale.ts'
import { COLUMN, EMOTION_HEIGHT } from './sizes.ts'

/** One line through all feelings of a lane, behind its cells. Steps without one are passed over. */
export function EmotionCurve({ lane }: { lane: string }) {
  const { columns } = useMapLayout()
  const path = usePath(lane, columns)
  const width = columns.length * COLUMN
  return (
    <svg width={width} height={EMOTION_HEIGHT} aria-hidden>
      <line x1={0} x2={width} y1={yOf(0)} y2={yOf(0)} className={classes.zero} />
      <path d={path} />
    </svg>
  )
}

/** A text: the line is drawn anew only when it goes elsewhere. */
function usePath(lane: string, columns: readonly Column[]): string {
  const { store, dragged } = useOpenMap()
  const listen = useCallback(
    (listener: () => void) => {
      const cells = columns.flatMap(({ step }) => (step ? [cellKey(lane, step.id)] : []))
      const stops = [store.listen('cells', listener), ...cells.map((cell) => dragged.listen(cell, listener))]
      return () => stops.forEach((stop) => stop())
    },
    [store, dragged, lane, columns],
  )
  return useSyncExternalStore(listen, () => {
    const { cells } = store.document
    const points = columns.flatMap(({ step }, column) => {
      const cell = step && cellKey(lane, step.id)
      const emotion = cell === undefined ? undefined : (dragged.get(cell) ?? cells[cell]?.emotion ?? undefined)
      return emotion === undefined ? [] : [{ x: (column + 0.5) * COLUMN, y: yOf(emotion) }]
    })
    return smoothPath(points)
  })
}
