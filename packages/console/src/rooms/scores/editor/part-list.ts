import { useTranslations } from 'use-intl'
import { useUndo } from '../../../ui/undo.tsx'
import type { Draft } from './draft.ts'

export type ChangeDraft = (step: (draft: Draft) => Draft) => void
type Lists = Pick<Draft, 'fit' | 'rules' | 'stages'>

/** What can be done to the parts of a list of the draft. What is taken away can be brought back, wherever the rest has gone meanwhile. */
export function usePartList<Name extends keyof Lists>(name: Name, change: ChangeDraft) {
  type Part = Lists[Name][number]
  const t = useTranslations('scores.editor')
  const done = useUndo()
  const withList = (step: (parts: Part[]) => Part[]) => change((draft) => ({ ...draft, [name]: step(draft[name]) }))
  const insert = (part: Part, place: number) => withList((parts) => parts.toSpliced(place, 0, part))
  return {
    replace: (next: Part) => withList((parts) => parts.map((part) => (part.id === next.id ? next : part))),
    add: (part: Part) => withList((parts) => [...parts, part]),
    move: (from: number, to: number) => withList((parts) => parts.toSpliced(from, 1).toSpliced(to, 0, parts[from]!)),
    remove: (part: Part, place: number) => {
      withList((parts) => parts.filter(({ id }) => id !== part.id))
      done(t('removed'), () => insert(part, place))
    },
  }
}
