import type { DeliveryState, Webhook, WebhookDelivery } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { theWebhook } from './define-webhook.ts'
import { selectDeliveries, selectDelivery, selectStanding } from './delivery-tables.ts'
import type { DeliveryRow, Standing } from './delivery-tables.ts'
import type { Scope } from './scope.ts'
import { selectWebhooks } from './webhook-tables.ts'
import type { WebhookRow } from './webhook-tables.ts'

export async function listWebhooks({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<Webhook[]> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    return shown(scope, await selectWebhooks(scope))
  })
}

export async function readWebhook({ workspaceId, inWorkspace }: WorkspaceRequest, webhookId: number): Promise<Webhook> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const [webhook] = await shown(scope, [await theWebhook(scope, webhookId)])
    return webhook!
  })
}

type Query = { webhookId: number; state?: DeliveryState | undefined; cursor?: string | undefined; limit: number }

/** A page of deliveries, the newest first. */
export async function listDeliveries({ workspaceId, inWorkspace }: WorkspaceRequest, { webhookId, state, cursor, limit }: Query) {
  const key = fromCursor<[string, string]>(cursor, ['string', 'string'])
  const before = key && { createdAt: key[0], deliveryId: key[1] }
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theWebhook(scope, webhookId)
    const rows = await selectDeliveries(scope, { webhookId, state, before, limit: limit + 1 })
    return {
      items: rows.slice(0, limit).map(shownDelivery),
      next: toPage(rows, limit, ({ exactly, deliveryId }) => [exactly, deliveryId]).next,
    }
  })
}

export async function readDelivery(scope: Scope, which: { webhookId: number; deliveryId: string }): Promise<WebhookDelivery> {
  const row = await selectDelivery(scope, which)
  if (!row) throw new PercorsoError('no_such_delivery', 'There is no such delivery.', { status: 404, hint: 'They are kept for a week.' })
  return shownDelivery(row)
}

async function shown(scope: Scope, rows: WebhookRow[]): Promise<Webhook[]> {
  const standings = await selectStanding(scope, rows.map(({ webhookId }) => webhookId)) // prettier-ignore
  const standingOf = new Map(standings.map((standing) => [standing.webhookId, standing]))
  return rows.map((row) => shownWebhook(row, standingOf.get(row.webhookId)!))
}

function shownWebhook({ stoppedBecause, stoppedAt, ...row }: WebhookRow, standing: Standing): Webhook {
  const { at, state, status, problem } = standing
  return {
    ...row,
    stopped: stoppedBecause && stoppedAt && { because: stoppedBecause, at: stoppedAt.toISOString() },
    oldSecretUntil: row.oldSecretUntil?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    waiting: standing.waiting,
    lastTry: at && state ? { at: at.toISOString(), state, status, problem } : null,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  }
}

function shownDelivery(row: DeliveryRow): WebhookDelivery {
  const { deliveryId, kind, name, profileId, state, tries, status, answer, problem } = row
  return {
    deliveryId,
    kind,
    name,
    profileId,
    state,
    tries,
    createdAt: row.createdAt.toISOString(),
    triedAt: row.triedAt?.toISOString() ?? null,
    nextAt: state === 'waiting' ? (row.nextAt?.toISOString() ?? null) : null,
    status,
    answer,
    problem,
  }
}
