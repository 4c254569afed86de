import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { ORPCError } from '@orpc/server'
import type { Demand } from '@percorso/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import type { Logger } from '../../ground/index.ts'
import { webhookRoutes } from '../../act/webhooks/index.ts'
import type { WebhookDeps } from '../../act/webhooks/index.ts'
import { accessRoutes } from '../../record/access/index.ts'
import type { AccessDeps, WorkspaceRequest } from '../../record/access/index.ts'
import { collectRoutes } from '../../record/collect/index.ts'
import type { Intake } from '../../record/collect/index.ts'
import { importRoutes } from '../../record/imports/index.ts'
import { privacyRoutes } from '../../record/privacy/index.ts'
import { customerRoutes } from '../../record/customers/index.ts'
import { endpoints, profileRoutes } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import type { Stores } from '../../stores/index.ts'
import { journeyRoutes } from '../../understand/journeys/index.ts'
import { gapRoutes } from '../../understand/gaps/index.ts'
import { createFollower } from '../../understand/following/index.ts'
import { momentRoutes } from '../../understand/moments/index.ts'
import { mapRoutes } from '../../understand/maps/index.ts'
import { scoreRoutes } from '../../understand/scores/index.ts'
import { segmentRoutes } from '../../understand/segments/index.ts'
import { setRoutes } from '../../understand/sets/index.ts'
import { touchpointRoutes } from '../../understand/touchpoints/index.ts'
import { traitRoutes } from '../../understand/traits/index.ts'
import { homeRoutes } from '../home/index.ts'
import { personalData } from '../personal-data.ts'
import { errorBody, shownError, toOrpcError } from './api-errors.ts'
import { browserOf } from './authenticate.ts'
import type { Caller, Doorkeeper } from './authenticate.ts'
import { addApiDescription } from './openapi.ts'

export type ApiDeps = {
  stores: Pick<Stores, 'postgres' | 'warehouse'>
  intake: Intake
  dataDir: string
  admit: Doorkeeper
  access: AccessDeps
  webhooks: WebhookDeps
  log: Logger
}

/** What a call has before the door has let it in. */
type Arrival = { request: FastifyRequest; reply: FastifyReply }

const BODY_BYTES_MAX = 1024 * 1024
const DEADLOCK_TRIES = 3

/** What is known of people, and what is done to them by hand, as one group of the API each. */
function peopleRoutes(stores: ApiDeps['stores']) {
  const { edit, sayConsent, join, ...byHand } = customerRoutes(stores)
  const { profiles, merges, ...known } = profileRoutes(stores)
  return { ...known, ...byHand, profiles: { ...profiles, edit, sayConsent }, merges: { ...merges, join } }
}

/** Everything under /api/v1 that the contract names. */
export function registerApi(app: FastifyInstance, deps: ApiDeps): void {
  const { log } = deps
  const following = { ...deps.stores, follower: createFollower(systemClock) } // one: what is followed is made ready once
  const router = endpoints.router({
    ...peopleRoutes(deps.stores),
    ...collectRoutes({ ...deps.stores, intake: deps.intake }),
    ...importRoutes(deps),
    ...accessRoutes(deps.access),
    ...homeRoutes(deps.stores),
    ...segmentRoutes(following),
    ...setRoutes(following),
    ...traitRoutes(following),
    ...scoreRoutes(following),
    ...touchpointRoutes(deps.stores),
    ...journeyRoutes(deps.stores),
    ...momentRoutes(deps.stores),
    ...gapRoutes({ ...deps.stores, clock: deps.access.clock }),
    ...mapRoutes({ ...deps.stores, clock: deps.access.clock }),
    ...webhookRoutes(deps.webhooks),
    ...privacyRoutes({ stores: deps.stores, rooms: personalData(deps.dataDir) }),
  })
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [
      (call) => explained(call, log),
      async (call) => {
        const arrival = call.context as unknown as Arrival
        const caller = await deps.admit(arrival.request, demandOf(call.procedure))
        return call.next({ ...call, context: requestOf(deps, caller, arrival) })
      },
    ],
    customErrorResponseBodyEncoder: (error) => encodeError(error, log),
  })
  addApiDescription(app, router)
  app.all('/api/v1/*', { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const arrival: Arrival = { request, reply }
    const { matched } = await handler.handle(request, reply, { prefix: '/api/v1', context: arrival as unknown as WorkspaceRequest })
    if (!matched) throw new PercorsoError('no_such_endpoint', 'There is no such endpoint.', { status: 404, hint: 'See /docs.' })
    return reply
  })
}

async function explained<T>(call: { next(): T }, log: Logger): Promise<Awaited<T>> {
  try {
    return await call.next()
  } catch (error) {
    throw toOrpcError(shownError(error, log))
  }
}

function encodeError(error: ORPCError<string, unknown>, log: Logger): unknown {
  const { hint } = (error.data ?? {}) as { hint?: string }
  if (error.cause instanceof PercorsoError) return { code: error.code, message: error.message, ...(hint !== undefined && { hint }) }
  return errorBody(shownError(error, log))
}

function demandOf({ '~orpc': { meta } }: { '~orpc': { meta: { permission?: Demand } } }): Demand | undefined {
  return meta.permission
}

function requestOf({ stores }: ApiDeps, caller: Caller, { request, reply }: Arrival): WorkspaceRequest {
  const { workspaceId, by } = caller
  return {
    ...caller,
    actor: by.name,
    inWorkspace: (work) => retried(() => inWorkspace(stores.postgres, workspaceId, work)),
    get browser() {
      return browserOf(request, (lines) => void reply.raw.setHeader('set-cookie', lines))
    },
  }
}

/** Two that change the same people may wait for each other; PostgreSQL then gives one of them up, to be tried again. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === DEADLOCK_TRIES || !['40P01', '40001'].includes((error as { code?: string }).code ?? '')) throw error
    }
  }
}
