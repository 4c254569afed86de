import { useEffect, useRef } from 'react'

/** For what appears because somebody asked for it: the hand goes on where the new part begins. Only as it appears, not later. */
export function useFocusIf<Field extends HTMLElement>(isNew: boolean) {
  const field = useRef<Field>(null)
  const atFirst = useRef(isNew)
  useEffect(() => {
    if (atFirst.current) field.current?.focus()
  }, [])
  return field
}
