import type { Touchpoint, TouchpointDraft } from '@percorso/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api/client.ts'

/** Makes the touchpoint or changes it, and shows it. */
export function useSaveTouchpoint(touchpoint: Touchpoint | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const onSuccess = async ({ touchpointId }: Touchpoint) => {
    await client.invalidateQueries({ queryKey: api.touchpoints.key() })
    await navigate({ to: '/touchpoints/$touchpointId', params: { touchpointId: String(touchpointId) } })
  }
  const create = useMutation(api.touchpoints.create.mutationOptions({ onSuccess }))
  const change = useMutation(api.touchpoints.change.mutationOptions({ onSuccess }))
  const { isPending, error, reset } = touchpoint ? change : create
  const save = (draft: TouchpointDraft) => {
    if (touchpoint) change.mutate({ ...draft, touchpointId: touchpoint.touchpointId })
    else create.mutate(draft)
  }
  return { save, isSaving: isPending, error, reset }
}
