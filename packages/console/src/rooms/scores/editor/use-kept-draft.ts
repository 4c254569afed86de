import { useCallback, useState } from 'react'
import { readDraft } from './draft.ts'
import type { Draft } from './draft.ts'

type Change = (step: (draft: Draft) => Draft) => void

/** The draft of a model, kept for as long as this tab is open: who goes elsewhere to look something up finds it again. */
export function useKeptDraft(place: string, begin: () => Draft) {
  const key = `percorso-score-draft ${place}`
  const [kept] = useState(() => sessionStorage.getItem(key))
  const [isKept, setIsKept] = useState(kept !== null)
  const [draft, setDraft] = useState<Draft>(() => (kept === null ? begin() : readDraft(kept)))
  const change: Change = useCallback(
    (step) =>
      setDraft((before) => {
        const next = step(before)
        sessionStorage.setItem(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  const forget = useCallback(() => sessionStorage.removeItem(key), [key])
  const startOver = () => {
    forget()
    setIsKept(false)
    setDraft(begin())
  }
  return { draft, change, isKept, forget, startOver }
}
