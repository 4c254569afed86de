import { useRef, useState } from 'react'

export const ROW_HEIGHT = 38
const ROWS_AHEAD = 12
const ROWS_AT_FIRST = 30

type Span = { first: number; last: number }

/** Which rows of a scrolling box to draw: those in sight and a few around them. All are of one height, so there is nothing to measure. */
export function useRowsInSight(rows: number) {
  const box = useRef<HTMLDivElement>(null)
  const [span, setSpan] = useState<Span>({ first: 0, last: ROWS_AT_FIRST })
  const look = () => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    const first = Math.max(Math.floor(scrollTop / ROW_HEIGHT) - ROWS_AHEAD, 0)
    const last = first + Math.ceil(clientHeight / ROW_HEIGHT) + 2 * ROWS_AHEAD
    setSpan((before) => (before.first === first && before.last === last ? before : { first, last }))
  }
  const scrollTo = (row: number) => {
    if (!box.current) return
    const { scrollTop, clientHeight } = box.current
    const above = row * ROW_HEIGHT
    const below = (row + 2) * ROW_HEIGHT - clientHeight // the head covers one row
    box.current.scrollTop = Math.min(Math.max(scrollTop, below), above)
    look()
  }
  const first = Math.min(span.first, Math.max(rows - 1, 0))
  return { box, look, scrollTo, first, last: Math.min(span.last, rows) }
}
