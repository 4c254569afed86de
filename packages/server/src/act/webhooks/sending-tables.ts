import type { DeliveryProblem } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import type { Scope } from './scope.ts'

/** A delivery in the hands of a sender: `tries` counts the one that begins. */
export type Claimed = {
  workspaceId: number
  deliveryId: string
  webhookId: number
  kind: 'fact' | 'ping'
  body: string
  tries: number
  url: string
  secret: Buffer
  oldSecret: Buffer | null
  oldSecretUntil: Date | null
}

export type ClaimWish = {
  now: Date
  /** When a try that nobody reports on is given up for lost. */
  lostAt: Date
  /** How many are under way here, by webhook. */
  busy: ReadonlyMap<number, number>
  each: number
  all: number
}

/**
 * Takes what is due, of all workspaces, so that no webhook has more than `each` under way: one that is slow does not keep the others waiting. From its
 * commit on a try is counted, and nobody else takes it up before it is given up for lost.
 */
export async function claimDue(db: Db, { now, lostAt, busy, each, all }: ClaimWish): Promise<Claimed[]> {
  const { rows } = await db.query<Claimed>(
    `with due as (
       select due.workspace_id, due.delivery_id, w.url, w.secret, w.old_secret, w.old_secret_until
       from (select * from webhooks where active order by random()) w left join unnest($3::int[], $4::int[]) as b (webhook_id, sending) on b.webhook_id = w.webhook_id
       cross join lateral (
         select d.workspace_id, d.delivery_id from webhook_deliveries d
         where d.workspace_id = w.workspace_id and d.webhook_id = w.webhook_id and d.state = 'waiting' and d.next_at <= $1
         order by d.next_at limit greatest($5::int - coalesce(b.sending, 0), 0) for update skip locked) due
       limit $6)
     update webhook_deliveries d set tries = d.tries + 1, tried_at = $1, next_at = $2
     from due where d.workspace_id = due.workspace_id and d.delivery_id = due.delivery_id
     returning d.workspace_id as "workspaceId", d.delivery_id as "deliveryId", d.webhook_id as "webhookId", d.kind, d.body, d.tries,
       due.url, due.secret, due.old_secret as "oldSecret", due.old_secret_until as "oldSecretUntil"`,
    [now.toISOString(), lostAt.toISOString(), [...busy.keys()], [...busy.values()], each, all],
  )
  return rows
}

export type Answered = { status: number | null; answer: string | null; problem: DeliveryProblem | null }

/** It has arrived: whichever try it was. */
export async function noteDelivered({ db, workspaceId }: Scope, deliveryId: string, { status, answer }: Answered): Promise<void> {
  await db.query(
    `update webhook_deliveries set state = 'delivered', next_at = null, status = $3, answer = $4, problem = null
     where workspace_id = $1 and delivery_id = $2`,
    [workspaceId, deliveryId, status, answer],
  )
}

/** A try has failed; without `nextAt` it was the last. What another try has come to meanwhile stands. */
export async function noteFailed(
  { db, workspaceId }: Scope,
  { deliveryId, tries, nextAt, answered }: Pick<Claimed, 'deliveryId' | 'tries'> & { nextAt: Date | undefined; answered: Answered },
): Promise<void> {
  await db.query(
    `update webhook_deliveries set state = case when $4::timestamptz is null then 'failed' else 'waiting' end, next_at = $4,
       status = $5, answer = $6, problem = $7
     where workspace_id = $1 and delivery_id = $2 and tries = $3 and state = 'waiting'`,
    [workspaceId, deliveryId, tries, nextAt?.toISOString() ?? null, answered.status, answered.answer, answered.problem],
  )
}

/** A try that we ended ourselves does not count. */
export async function putBack(
  { db, workspaceId }: Scope,
  { deliveryId, tries }: Pick<Claimed, 'deliveryId' | 'tries'>,
  now: Date,
): Promise<void> {
  await db.query(
    `update webhook_deliveries set tries = tries - 1, next_at = $4
     where workspace_id = $1 and delivery_id = $2 and tries = $3 and state = 'waiting'`,
    [workspaceId, deliveryId, tries, now.toISOString()],
  )
}

/** Deletes up to so many deliveries of before then that nothing will be done with any more. Returns how many. */
export async function deleteDeliveriesBefore(db: Db, before: Date, max: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from webhook_deliveries where (workspace_id, delivery_id) in (
       select old.workspace_id, old.delivery_id from webhooks w cross join lateral (
         select d.workspace_id, d.delivery_id from webhook_deliveries d
         where d.workspace_id = w.workspace_id and d.webhook_id = w.webhook_id and d.created_at < $1 and (d.state <> 'waiting' or not w.active)
         order by d.created_at limit $2) old limit $2)`,
    [before.toISOString(), max],
  )
  return rowCount ?? 0
}
