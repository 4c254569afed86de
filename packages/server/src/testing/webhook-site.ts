import { call } from '@orpc/server'
import type { WebhookMatch } from '@percorso/contract'
import { createGuard, createMatchers, createSeal, createSender, queueDeliveries, webhookRoutes } from '../act/webhooks/index.ts'
import { systemClock, virtualClock } from '../ground/index.ts'
import type { WorkspaceRequest } from '../record/access/index.ts'
import { createIntake, createPipeline, formChunk, processChunk } from '../record/collect/index.ts'
import type { Reaction } from '../record/collect/index.ts'
import { inWorkspace } from '../stores/index.ts'
import { testActor } from './actor.ts'
import { buildWorkspace } from './builders.ts'
import type { Said } from './following.ts'
import type { Received, Receiver } from './receiver.ts'
import { silentLog } from './server.ts'
import type { TestStores } from './stores.ts'

/** `killed`: the first process that takes the chunk is killed just before the commit, and another one takes it up. */
type Arrival = { origin?: 'live' | 'import' | 'replay'; from?: number; killed?: true }

const guard = createGuard({ allowPrivateHosts: ['127.0.0.1'], timeout_ms: 2_000 })
const seal = createSeal(async () => 'the secret of this test')
export const routes = webhookRoutes({ guard, seal }).webhooks
const matchersOf = createMatchers()

/** A workspace whose webhooks call this receiver; facts are taken and messages sent step by step, on a clock of the test's own. */
export async function buildWebhookSite(stores: TestStores, receiver: Receiver) {
  const { postgres } = stores
  const { workspaceId, sourceId } = await buildWorkspace(stores)
  const context = {
    workspaceId,
    actor: testActor.name,
    by: testActor,
    permissions: new Set<never>(),
    inWorkspace: (work: Parameters<WorkspaceRequest['inWorkspace']>[0]) => inWorkspace(postgres, workspaceId, work),
  } as WorkspaceRequest
  const intake = createIntake(postgres, () => {})
  const clock = virtualClock(Date.now() + 1_000) // what was queued just now is due
  const newSender = () => createSender({ postgres, clock, log: silentLog, guard, seal, chance: () => 0.5 })
  const sender = newSender()

  async function take(facts: Said[], { origin = 'live', from = sourceId, killed }: Arrival = {}): Promise<void> {
    const body = Buffer.from(JSON.stringify({ batch: facts }))
    const common = { workspaceId, call: undefined, receivedAt: systemClock.now(), ip: undefined, userAgent: undefined }
    await intake.append({ ...common, sourceId: from, origin, facts: facts.length, body })
    const queue: Reaction = (scope, applied) => queueDeliveries(matchersOf, scope, applied)
    const pipeline = createPipeline(stores, { react: killed ? (...applied) => queue(...applied).then(kill) : queue })
    for (let formed = await formChunk(pipeline); formed; formed = await formChunk(pipeline)) {
      const { ref, content } = formed
      if (!killed) await processChunk(pipeline, ref, content)
      else await processChunk(pipeline, ref, content).catch(() => processChunk(createPipeline(stores, { react: queue }), ref))
    }
  }

  const make = (matches: WebhookMatch[], url = receiver.url) => call(routes.create, { name: 'Shop', url, matches }, { context })
  const send = async () => {
    const begun = await sender.look()
    await sender.settle()
    return begun
  }
  const deliveries = async (webhookId: number) => (await call(routes.deliveries, { webhookId }, { context })).items
  return { workspaceId, sourceId, context, clock, sender, newSender, take, make, send, deliveries }
}

function kill(): never {
  throw new Error('killed')
}

export function bought(messageId: string, properties: Said = {}): Said {
  return { type: 'track', event: 'Bought', userId: 'ada', messageId, properties }
}

/** The message ids of the facts that were received, sorted. */
export function factsIn(received: Received[]): string[] {
  const ids = received.map(({ body }) => (JSON.parse(body) as { data: { messageId: string } }).data.messageId)
  return ids.sort((a, b) => a.localeCompare(b))
}
