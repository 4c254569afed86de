import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const RENEW_MS = 5_000

/** One webhook, and how it does. */
export function useWebhook(webhookId: string) {
  return useQuery({ ...api.webhooks.get.queryOptions({ input: { webhookId: Number(webhookId) } }), refetchInterval: RENEW_MS })
}
