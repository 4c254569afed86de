import { randomUUID } from 'node:crypto'
import type { WebhookDelivery } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { theWebhook } from './define-webhook.ts'
import { insertPing, requeue } from './delivery-tables.ts'
import type { Scope } from './scope.ts'
import { readDelivery } from './show-webhooks.ts'
import type { WebhookRow } from './webhook-tables.ts'

/** Queues a message that says nothing, to see whether it arrives. It is tried once. */
export async function pingWebhook({ workspaceId, inWorkspace }: WorkspaceRequest, webhookId: number): Promise<WebhookDelivery> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { name } = await anActiveOne(scope, webhookId)
    const deliveryId = randomUUID()
    const body = JSON.stringify({ type: 'ping', timestamp: new Date(systemClock.now()).toISOString(), data: { webhookId, name } })
    await insertPing(scope, { deliveryId, webhookId, body })
    return readDelivery(scope, { webhookId, deliveryId })
  })
}

/** Queues a delivery once more, whatever has become of it, with as many tries as a new one. */
export async function redeliver(
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  which: { webhookId: number; deliveryId: string },
): Promise<WebhookDelivery> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await anActiveOne(scope, which.webhookId)
    await requeue(scope, which)
    const delivery = await readDelivery(scope, which)
    const after = { deliveryId: which.deliveryId }
    await record(db, { workspaceId, by }, { verb: 'webhook.redeliver', kind: 'webhook', id: which.webhookId, after })
    return delivery
  })
}

async function anActiveOne(scope: Scope, webhookId: number): Promise<WebhookRow> {
  const webhook = await theWebhook(scope, webhookId)
  if (webhook.active) return webhook
  throw new PercorsoError('webhook_off', 'This webhook is switched off.', { status: 409, hint: 'Switch it on first.' })
}
