import type { DeliveryProblem, DeliveryState } from '@percorso/contract'
import type { Scope } from './scope.ts'

export type NewDelivery = { deliveryId: string; webhookId: number; name: string; identifierId: string; body: string }

/** Queues facts, each once: one that was queued before stays as it is. A webhook that is deleted meanwhile waits for us, or is none any more. */
export async function insertDeliveries({ db, workspaceId }: Scope, deliveries: NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  await db.query(
    `with there as (select webhook_id from webhooks where workspace_id = $1 and webhook_id = any($3::int[]) and active for key share)
     insert into webhook_deliveries (workspace_id, delivery_id, webhook_id, kind, name, identifier_id, body, next_at, created_at)
     select $1, delivery_id, webhook_id, 'fact', name, identifier_id, body, now(), now()
     from unnest($2::uuid[], $3::int[], $4::text[], $5::uuid[], $6::text[]) as d (delivery_id, webhook_id, name, identifier_id, body)
       join there using (webhook_id)
     order by delivery_id on conflict do nothing`,
    [
      workspaceId,
      deliveries.map(({ deliveryId }) => deliveryId),
      deliveries.map(({ webhookId }) => webhookId),
      deliveries.map(({ name }) => name),
      deliveries.map(({ identifierId }) => identifierId),
      deliveries.map(({ body }) => body),
    ],
  )
}

export async function insertPing(
  { db, workspaceId }: Scope,
  { deliveryId, webhookId, body }: Pick<NewDelivery, 'deliveryId' | 'webhookId' | 'body'>,
): Promise<void> {
  await db.query(
    `insert into webhook_deliveries (workspace_id, delivery_id, webhook_id, kind, name, body, next_at, created_at)
     values ($1, $2, $3, 'ping', 'ping', $4, now(), now())`,
    [workspaceId, deliveryId, webhookId, body],
  )
}

export type DeliveryRow = {
  deliveryId: string
  kind: 'fact' | 'ping'
  name: string
  profileId: string | null
  state: DeliveryState
  tries: number
  createdAt: Date
  triedAt: Date | null
  nextAt: Date | null
  status: number | null
  answer: string | null
  problem: DeliveryProblem | null
}

const COLUMNS = `delivery_id as "deliveryId", kind, name, identifier_id as "profileId", state, tries, created_at as "createdAt", tried_at as "triedAt",
  next_at as "nextAt", status, answer, problem`

export type DeliveryQuery = {
  webhookId: number
  state: DeliveryState | undefined
  before: { createdAt: string; deliveryId: string } | undefined
  limit: number
}

/** The newest first. `exactly` is when it was queued, to the microsecond: a page ends at one. */
export async function selectDeliveries(
  { db, workspaceId }: Scope,
  { webhookId, state, before, limit }: DeliveryQuery,
): Promise<(DeliveryRow & { exactly: string })[]> {
  const { rows } = await db.query<DeliveryRow & { exactly: string }>(
    `select ${COLUMNS}, created_at::text as exactly from webhook_deliveries
     where workspace_id = $1 and webhook_id = $2 and ($3::text is null or state = $3)
       and ($4::timestamptz is null or (created_at, delivery_id) < ($4, $5::uuid))
     order by created_at desc, delivery_id desc limit $6`,
    [workspaceId, webhookId, state ?? null, before?.createdAt ?? null, before?.deliveryId ?? null, limit],
  )
  return rows
}

export async function selectDelivery(
  { db, workspaceId }: Scope,
  { webhookId, deliveryId }: { webhookId: number; deliveryId: string },
): Promise<DeliveryRow | undefined> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${COLUMNS} from webhook_deliveries where workspace_id = $1 and delivery_id = $3 and webhook_id = $2`,
    [workspaceId, webhookId, deliveryId],
  )
  return rows[0]
}

/** Puts a delivery back to the beginning. False if there is none. */
export async function requeue(
  { db, workspaceId }: Scope,
  { webhookId, deliveryId }: { webhookId: number; deliveryId: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_deliveries set state = 'waiting', tries = 0, next_at = now()
     where workspace_id = $1 and delivery_id = $3 and webhook_id = $2`,
    [workspaceId, webhookId, deliveryId],
  )
  return rowCount === 1
}

export type Standing = {
  webhookId: number
  waiting: number
  at: Date | null
  state: DeliveryState | null
  status: number | null
  problem: DeliveryProblem | null
}

const WAITING_MAX = 1000
const RECENT = 100

/** How webhooks do: how many deliveries wait, as far as they are counted, and the last try among the latest. */
export async function selectStanding({ db, workspaceId }: Scope, webhookIds: number[]): Promise<Standing[]> {
  const { rows } = await db.query<Standing>(
    `select w.id as "webhookId", waiting.n as waiting, last.tried_at as at, last.state, last.status, last.problem
     from unnest($2::int[]) as w (id)
     cross join lateral (select count(*)::int as n from (
       select from webhook_deliveries d where d.workspace_id = $1 and d.webhook_id = w.id and d.state = 'waiting' limit ${WAITING_MAX + 1}) counted) waiting
     left join lateral (select * from (
       select * from webhook_deliveries d where d.workspace_id = $1 and d.webhook_id = w.id order by created_at desc, delivery_id desc limit ${RECENT}) recent
       where tried_at is not null order by tried_at desc limit 1) last on true`,
    [workspaceId, webhookIds],
  )
  return rows
}
