import { useEffect, useState } from 'react'
import type { Draft } from './import-types.ts'

type Kept = { draft: Draft; lookups: Record<string, string> }

const keyOf = (fileId: string) => `percorso-import-${fileId}`

/** The mapping as it is being written, kept in this tab: whoever leaves and comes back finds it as it was. */
export function useDraft(fileId: string, guess: Draft) {
  const [kept, setKept] = useState<Kept>(() => restore(fileId) ?? { draft: guess, lookups: {} })
  useEffect(() => {
    try {
      sessionStorage.setItem(keyOf(fileId), JSON.stringify(kept))
    } catch {
      // No room, or none allowed: then it is kept as long as the page is open.
    }
  }, [fileId, kept])
  return {
    ...kept,
    setDraft: (draft: Draft) => setKept((before) => ({ ...before, draft })),
    setLookup: (name: string, lookup: string) => setKept((before) => ({ ...before, lookups: { ...before.lookups, [name]: lookup } })),
    forget: () => sessionStorage.removeItem(keyOf(fileId)),
  }
}

function restore(fileId: string): Kept | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(fileId))
    return text === null ? undefined : (JSON.parse(text) as Kept)
  } catch {
    return undefined
  }
}
