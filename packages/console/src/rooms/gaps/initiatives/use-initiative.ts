import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../api/client.ts'
import type { Effect, Initiative, InitiativeDraft } from './initiative-types.ts'

/** What became of an initiative; `effect` is null before it has begun. */
export function useEffectOf({ initiativeId, changedAt }: Initiative) {
  const { data, ...query } = useQuery({
    ...api.initiatives.effect.queryOptions({ input: { initiativeId } }),
    queryKey: [...api.initiatives.effect.queryKey({ input: { initiativeId } }), changedAt],
  })
  return { ...query, effect: data?.effect as Effect | null | undefined }
}

/** Makes the initiative or changes it, and shows it. */
export function useSaveInitiative(initiative: Initiative | undefined, onDone?: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const onSuccess = async ({ initiativeId }: { initiativeId: number }) => {
    await client.invalidateQueries({ queryKey: api.initiatives.key() })
    onDone?.()
    await navigate({ to: '/initiatives/$initiativeId', params: { initiativeId: String(initiativeId) } })
  }
  const create = useMutation(api.initiatives.create.mutationOptions({ onSuccess }))
  const change = useMutation(api.initiatives.change.mutationOptions({ onSuccess }))
  const { isPending, error, reset } = initiative ? change : create
  const save = (draft: InitiativeDraft) => {
    if (initiative) change.mutate({ initiativeId: initiative.initiativeId, draft })
    else create.mutate(draft)
  }
  return { save, isSaving: isPending, error, reset }
}
