import { useLayoutEffect, useRef } from 'react'
import { useOpenMap } from '../map-context.ts'
import { useModeAt } from '../model/active.ts'
import type { Presence } from '../model/active.ts'

/** Takes the keyboard to a place of the grid as soon as it is wanted there. */
export function useFocusAt<Element extends HTMLElement>(
  place: string,
): { ref: React.RefObject<Element | null>; mode: Presence | undefined } {
  const { active } = useOpenMap()
  const mode = useModeAt(active, place)
  const ref = useRef<Element>(null)
  useLayoutEffect(() => {
    if (mode === 'here' && active.takeFocus()) ref.current?.focus()
  })
  return { ref, mode }
}
