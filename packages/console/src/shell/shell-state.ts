import { useSyncExternalStore } from 'react'

// Which of the shell's dialogs is open: asked for by keys, buttons and menus that know nothing of each other.

type Open = 'palette' | 'shortcuts' | 'sections' | undefined

let open: Open
const listeners = new Set<() => void>()

function set(next: Open): void {
  open = next
  for (const tell of listeners) tell()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOpenDialog(): Open {
  return useSyncExternalStore(listen, () => open)
}

export function showPalette(shown: boolean): void {
  set(shown ? 'palette' : undefined)
}

export function showShortcuts(shown: boolean): void {
  set(shown ? 'shortcuts' : undefined)
}

export function showSections(shown: boolean): void {
  set(shown ? 'sections' : undefined)
}
