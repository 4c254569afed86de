import { useSyncExternalStore } from 'react'
import { loadTexts } from './texts.ts'
import type { Language, Room, Texts } from './texts.ts'

// What is loaded of the texts: in one language at a time, what every page says, and what the rooms say that were opened so far.

type Loaded = { language: Language; texts: Texts }

const opened = new Set<Room>()
let wanted: Language | undefined
let loaded: Loaded | undefined
const listeners = new Set<() => void>()

/** The texts that are there; undefined before the first of them. */
export function useLoadedTexts(): Loaded | undefined {
  return useSyncExternalStore(listen, () => loaded)
}

/** Loads what is needed in this language, then changes to it. */
export function speak(language: Language): Promise<void> {
  wanted = language
  return renew()
}

/** Resolves once the texts of these rooms can be shown. */
export function needTexts(...rooms: Room[]): Promise<void> {
  for (const room of rooms) opened.add(room)
  return renew()
}

async function renew(): Promise<void> {
  const language = wanted
  if (language === undefined) return
  const files = await Promise.all((['index', ...opened] as const).map((name) => loadTexts(language, name)))
  if (language !== wanted) return renew() // somebody chose another one meanwhile
  const before = loaded?.language === language ? loaded.texts : {}
  // Not all of them, but all that anybody asks for: whoever shows a room has waited for its texts.
  loaded = { language, texts: Object.assign({}, before, ...files) as Texts }
  for (const tell of listeners) tell()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
