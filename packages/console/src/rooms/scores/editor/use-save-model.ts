import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../api/client.ts'
import type { Model } from '../score-types.ts'
import { toModel } from './draft.ts'
import type { Draft } from './draft.ts'

/** Makes the model or changes it, and goes to its page. */
export function useSaveModel(before: Model | undefined, forget: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const onSuccess = async ({ modelId }: { modelId: number }) => {
    forget()
    await client.invalidateQueries({ queryKey: api.scores.key() })
    await navigate({ to: '/scores/$modelId', params: { modelId: String(modelId) } })
  }
  const create = useMutation(api.scores.create.mutationOptions({ onSuccess }))
  const edit = useMutation(api.scores.change.mutationOptions({ onSuccess }))
  const { isPending, isSuccess, error, reset } = before ? edit : create
  const save = (draft: Draft) => {
    const model = toModel(draft)
    if (!model) return
    const definition = { name: draft.name.trim(), description: draft.description.trim(), model }
    if (before) edit.mutate({ modelId: before.modelId, ...definition })
    else create.mutate({ ...definition, key: draft.key })
  }
  return { save, isSaving: isPending || isSuccess, error, reset }
}
