import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: api.sources.key() })

export function useCreateSource(onCreated: (sourceId: number) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api.sources.create.call({ name }),
    onSuccess: async ({ sourceId }) => {
      await refresh(client)
      onCreated(sourceId)
    },
  })
}

export function useRenameSource(sourceId: number) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (name: string) => api.sources.update.call({ sourceId, name }), onSuccess: () => refresh(client) })
}

export function useArchiveSource(sourceId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (archived: boolean) => api.sources.update.call({ sourceId, archived }),
    onSuccess: () => refresh(client),
  })
}

export function useCreateKey(sourceId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (allowedOrigins: string[]) => api.sources.createKey.call({ sourceId, allowedOrigins }),
    onSuccess: () => refresh(client),
  })
}

export function useRevokeKey() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (writeKeyId: number) => api.sources.revokeKey.call({ writeKeyId }), onSuccess: () => refresh(client) })
}
