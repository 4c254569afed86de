import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { COLUMN } from './sizes.ts'

const AROUND = 3

type Span = { first: number; last: number }

/** Which columns can be seen, with a few on either side: the others are not drawn. */
export function useColumnsInSight(count: number) {
  const box = useRef<HTMLDivElement>(null)
  const [span, setSpan] = useState<Span>({ first: 0, last: 12 })
  const look = useCallback(() => {
    const element = box.current
    if (!element) return
    const first = Math.max(0, Math.floor(element.scrollLeft / COLUMN) - AROUND)
    const last = Math.ceil((element.scrollLeft + element.clientWidth) / COLUMN) + AROUND
    setSpan((before) => (before.first === first && before.last === last ? before : { first, last }))
  }, [])
  useLayoutEffect(() => {
    look()
    const watch = new ResizeObserver(look)
    if (box.current) watch.observe(box.current)
    return () => watch.disconnect()
  }, [look])
  return { box, look, first: Math.min(span.first, count), last: Math.min(span.last, count) }
}
