import { record } from '../../record/access/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import type { Outcome } from './guarded-request.ts'
import { waitAfter } from './retry-schedule.ts'
import type { Scope } from './scope.ts'
import type { SenderDeps } from './sender.ts'
import { noteDelivered, noteFailed, putBack } from './sending-tables.ts'
import type { Answered, Claimed } from './sending-tables.ts'
import { countUpVersion, noteFailing, noteRecovered, stopWebhook } from './webhook-tables.ts'

type Deps = Pick<SenderDeps, 'postgres' | 'clock' | 'log' | 'chance'>

const GONE = 410
const ANSWER_LENGTH_MAX = 1_000
const FAILING_DAYS_MAX = 5
const DAY_MS = 86_400_000
const SYSTEM = { kind: 'system', id: '', name: 'Webhooks', network: null, userAgent: null } as const

/**
 * Notes what became of a try, in one transaction: delivered, to be tried again, or failed. An address that is gone, or has failed for days without a single
 * success, is switched off; the audit log says so.
 */
export async function concludeTry(
  { postgres, clock, log, chance = Math.random }: Deps,
  delivery: Claimed,
  outcome: Outcome,
): Promise<void> {
  const { workspaceId, deliveryId, webhookId } = delivery
  const now = clock.now()
  const stopped = await inTransaction(postgres.system, async (db) => {
    const scope = { db, workspaceId }
    if (isInterrupted(outcome)) return putBack(scope, delivery, new Date(now))
    const answered = answeredOf(outcome)
    if (isGood(outcome)) {
      await noteDelivered(scope, deliveryId, answered)
      return noteRecovered(scope, webhookId)
    }
    const isGone = outcome.ok && outcome.status === GONE
    const wait = isGone || delivery.kind === 'ping' ? undefined : waitAfter(delivery.tries, chance())
    await noteFailed(scope, { ...delivery, nextAt: wait === undefined ? undefined : new Date(now + wait), answered })
    return judgeWebhook(scope, { webhookId, isGone, now })
  })
  if (stopped !== undefined) log.warn({ workspaceId, webhookId, because: stopped }, 'a webhook was switched off')
}

function isGood(outcome: Outcome): boolean {
  return outcome.ok && outcome.status >= 200 && outcome.status < 300
}

function isInterrupted(outcome: Outcome): boolean {
  return !outcome.ok && outcome.problem === 'interrupted'
}

function answeredOf(outcome: Outcome): Answered {
  if (!outcome.ok) return { status: null, answer: null, problem: outcome.problem }
  const answer = outcome.body.slice(0, ANSWER_LENGTH_MAX).replaceAll('\0', '\uFFFD').toWellFormed()
  return { status: outcome.status, answer, problem: null }
}

/** Whether a webhook is still to be called after a try that failed. Returns why not, if it was switched off. */
async function judgeWebhook(
  scope: Scope,
  { webhookId, isGone, now }: { webhookId: number; isGone: boolean; now: number },
): Promise<'gone' | 'failing' | undefined> {
  const since = await noteFailing(scope, webhookId, new Date(now))
  const isHopeless = now - since.getTime() > FAILING_DAYS_MAX * DAY_MS
  if (!isGone && !isHopeless) return undefined
  const because = isGone ? 'gone' : 'failing'
  const name = await stopWebhook(scope, { webhookId, because, now: new Date(now) })
  if (name === undefined) return undefined
  await countUpVersion(scope)
  const entry = { verb: 'webhook.stop', kind: 'webhook', id: webhookId, before: { name }, after: { because } }
  await record(scope.db, { workspaceId: scope.workspaceId, by: SYSTEM }, entry)
  return because
}
