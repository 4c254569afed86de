import type { Clock, Logger } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { concludeTry } from './conclude-try.ts'
import type { Guard, Outcome } from './guarded-request.ts'
import type { Seal } from './seal.ts'
import { claimDue } from './sending-tables.ts'
import type { Claimed } from './sending-tables.ts'
import { signedHeaders } from './sign-delivery.ts'

export type SenderDeps = {
  postgres: Pick<Postgres, 'system'>
  clock: Clock
  log: Logger
  guard: Guard
  seal: Seal
  /** From 0 up to 1: spreads the waits between tries. */
  chance?: () => number
}

export type Sender = {
  /** Begins to send what is due, as much as may be under way at a time. Returns how many tries it began. */
  look(): Promise<number>
  /** Until nothing is under way here. */
  settle(): Promise<void>
  /** Gives up what is under way: it is tried again. */
  stop(): Promise<void>
}

/** At a time, in this process: to one webhook, and to all. */
const EACH_MAX = 8
const ALL_MAX = 256
/** Well over the time that a try may take: who has not reported by then was killed. */
const LOST_MS = 60_000

/**
 * Sends deliveries, from any number of processes: each is claimed by a commit before it is sent, and what became of it is another. Whoever is killed between
 * the two leaves it to be sent again a minute later: at least once, never lost.
 */
export function createSender(deps: SenderDeps): Sender {
  const { postgres, clock, log } = deps
  const busy = new Map<number, number>()
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()
  let looking: Promise<number> | undefined
  let again = false

  async function claim(): Promise<number> {
    const now = clock.now()
    const all = ALL_MAX - running.size
    if (all <= 0 || stopping.signal.aborted) return 0
    const wish = { now: new Date(now), lostAt: new Date(now + LOST_MS), busy, each: EACH_MAX, all }
    const claimed = await claimDue(postgres.system, wish)
    for (const delivery of claimed) begin(delivery)
    return claimed.length
  }

  function begin(delivery: Claimed): void {
    const { webhookId } = delivery
    busy.set(webhookId, (busy.get(webhookId) ?? 0) + 1)
    const run = tryOnce(deps, delivery, stopping.signal)
      .catch((error: unknown) => log.error({ err: error, webhookId }, 'a webhook delivery failed and will be tried again'))
      .then(() => {
        running.delete(run)
        const left = busy.get(webhookId)! - 1
        if (left === 0) busy.delete(webhookId)
        else busy.set(webhookId, left)
        // Not after each try: several are claimed at once. If that fails, the next look that somebody waits for says why.
        if (left <= EACH_MAX / 2 && !stopping.signal.aborted) void look().catch(() => {})
      })
    running.add(run)
  }

  /** One look at a time; whoever asks meanwhile is answered by the next. */
  async function look(): Promise<number> {
    again = looking !== undefined
    looking ??= (async () => {
      try {
        let begun = await claim()
        while (again) {
          again = false
          begun += await claim()
        }
        return begun
      } finally {
        looking = undefined
      }
    })()
    return looking
  }

  async function settle(): Promise<void> {
    while (running.size > 0 || looking) await Promise.allSettled([...running, looking])
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await settle()
  }

  return { look, settle, stop }
}

async function tryOnce(deps: SenderDeps, delivery: Claimed, signal: AbortSignal): Promise<void> {
  await concludeTry(deps, delivery, await send(deps, delivery, signal))
}

async function send({ guard, seal, clock }: SenderDeps, delivery: Claimed, signal: AbortSignal): Promise<Outcome> {
  const { workspaceId, deliveryId, url, body, secret, oldSecret, oldSecretUntil } = delivery
  const now = clock.now()
  const current = await seal.open(workspaceId, secret)
  if (current === undefined) return { ok: false, problem: 'secret-unreadable' }
  const before = oldSecret && oldSecretUntil && oldSecretUntil.getTime() > now ? await seal.open(workspaceId, oldSecret) : undefined
  const secrets = before === undefined ? [current] : [current, before]
  return guard.post({ url, body, signal, headers: signedHeaders(secrets, { deliveryId, body, now }) })
}
