import type { TraitFormula } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { ComputedTrait } from './trait-types.ts'

export type TraitDraft = { key: string; description: string; formula: TraitFormula }

/** Makes the trait or changes it. A formula that stayed the same is not sent: another one would fill anew. */
export function useSaveTrait(trait: ComputedTrait | undefined, onDone: () => void) {
  const client = useQueryClient()
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: api.computedTraits.key() })
    onDone()
  }
  const create = useMutation(api.computedTraits.create.mutationOptions({ onSuccess }))
  const edit = useMutation(api.computedTraits.change.mutationOptions({ onSuccess }))
  const { isPending, error, reset } = trait ? edit : create
  const save = ({ key, description: said, formula }: TraitDraft) => {
    const description = said.trim()
    if (!trait) return create.mutate({ key, description, formula })
    const isSame = JSON.stringify(formula) === JSON.stringify(trait.formula)
    edit.mutate({ traitId: trait.traitId, description, ...(!isSame && { formula }) })
  }
  return { save, isSaving: isPending, error, reset }
}
