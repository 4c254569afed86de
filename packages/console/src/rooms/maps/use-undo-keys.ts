import { useEffect } from 'react'
import { useOpenMap } from './map-context.ts'
import { useDeeds } from './use-deeds.ts'

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) anywhere on the page, but not where text is written: there they belong to the text. */
export function useUndoKeys(): void {
  const { readOnly } = useOpenMap()
  const deeds = useDeeds()
  useEffect(() => {
    if (readOnly) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if ((event.target as Element).closest('input, textarea, [contenteditable], [aria-modal=true]')) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) deeds.redo()
      else deeds.undo()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [readOnly, deeds])
}
