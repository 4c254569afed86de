import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something that can be done on the screen that is open. */
export type Action = { id: string; name: string; run: () => void }

let actions: Action[] = []
const listeners = new Set<() => void>()

function change(next: Action[]): void {
  actions = next
  for (const tell of listeners) tell()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Puts an action of a screen into the command palette for as long as the screen is open: `useAction('pause', t('pause'), pause)`. */
export function useAction(id: string, name: string, run: () => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  }, [run])
  useEffect(() => {
    const action = { id, name, run: () => latest.current() }
    change([...actions.filter((other) => other.id !== id), action])
    return () => change(actions.filter((other) => other !== action))
  }, [id, name])
}

export function useActions(): Action[] {
  return useSyncExternalStore(listen, () => actions)
}
