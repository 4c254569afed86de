import { useMemo } from 'react'
import { useDocument, useMapLayout, useOpenMap } from '../map-context.ts'
import { heightsOf } from './sizes.ts'

/** How high each lane is, by its id. */
export function useHeights(): Record<string, number> {
  const { store } = useOpenMap()
  const layout = useMapLayout()
  const cells = useDocument('cells', (document) => document.cells)
  return useMemo(() => heightsOf({ ...store.document, cells }, layout), [store, cells, layout])
}
