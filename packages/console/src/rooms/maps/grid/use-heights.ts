import { useMemo, useRef } from 'react'
import { useDocument, useMapLayout, useOpenMap } from '../map-context.ts'
import { isEqual } from '../model/edit-document.ts'
import { heightsOf } from './sizes.ts'

/** How high each lane is. The same object while none of them grows or shrinks. */
export function useHeights(): Record<string, number> {
  const { store } = useOpenMap()
  const layout = useMapLayout()
  const cells = useDocument('cells', (document) => document.cells)
  const last = useRef<Record<string, number>>({})
  return useMemo(() => {
    const heights = heightsOf({ ...store.document, cells }, layout)
    if (!isEqual(heights, last.current)) last.current = heights
    return last.current
  }, [store, cells, layout])
}
