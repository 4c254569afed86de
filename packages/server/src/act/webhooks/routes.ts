import { endpoints } from '../../record/access/index.ts'
import { changeWebhook, createWebhook, removeWebhook, renewSecret } from './define-webhook.ts'
import type { DefineDeps } from './define-webhook.ts'
import { pingWebhook, redeliver } from './deliver-by-hand.ts'
import { listDeliveries, listWebhooks, readWebhook } from './show-webhooks.ts'

/** The API of webhooks. */
export function webhookRoutes(deps: DefineDeps) {
  const api = endpoints.webhooks
  return {
    webhooks: {
      list: api.list.handler(async ({ context }) => ({ items: await listWebhooks(context) })),
      get: api.get.handler(({ input, context }) => readWebhook(context, input.webhookId)),
      create: api.create.handler(async ({ input, context }) => {
        const { webhookId, secret } = await createWebhook(deps, context, input)
        return { ...(await readWebhook(context, webhookId)), secret }
      }),
      change: api.change.handler(async ({ input, context }) => {
        await changeWebhook(deps, context, input)
        return readWebhook(context, input.webhookId)
      }),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeWebhook(context, input.webhookId)
        return { deleted: true as const }
      }),
      renewSecret: api.renewSecret.handler(async ({ input, context }) => {
        const secret = await renewSecret(deps, context, input.webhookId)
        return { ...(await readWebhook(context, input.webhookId)), secret }
      }),
      ping: api.ping.handler(({ input, context }) => pingWebhook(context, input.webhookId)),
      deliveries: api.deliveries.handler(({ input, context }) => listDeliveries(context, input)),
      redeliver: api.redeliver.handler(({ input, context }) => redeliver(context, input)),
    },
  }
}
