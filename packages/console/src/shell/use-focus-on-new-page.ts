import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** Whoever follows a link with the keyboard or a screen reader goes on reading on the new page, not in the header of the old one. */
export function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return main
}
