import type { TraitFormula } from '@percorso/contract'
import { recallPeople } from '../following/index.ts'
import type { Asking } from '../following/index.ts'

/** What a formula comes to for these people, or for those seen last. */
export async function previewTrait(asking: Asking, { formula, profileIds }: { formula: TraitFormula; profileIds?: string[] | undefined }) {
  const { ready, at, people } = await recallPeople(asking, { draft: { kind: 'trait', key: '', what: formula }, profileIds })
  return people.map(({ shown: { profileId, name, kind, value: head }, person }) => {
    const value = ready.formula.value(person.facts, at)
    return { profileId, name, head: { kind, value: head }, ...(value !== undefined && { value }) }
  })
}
