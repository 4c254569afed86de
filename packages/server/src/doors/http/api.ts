import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { ORPCError } from '@orpc/server'
import type { FastifyInstance } from 'fastify'
import { PercorsoError } from '../../ground/index.ts'
import type { Logger } from '../../ground/index.ts'
import { collectRoutes } from '../../record/collect/index.ts'
import type { Intake } from '../../record/collect/index.ts'
import { importRoutes } from '../../record/imports/index.ts'
import { endpoints, profileRoutes } from '../../record/profiles/index.ts'
import type { WorkspaceRequest } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import type { Stores } from '../../stores/index.ts'
import { errorBody, shownError, toOrpcError } from './api-errors.ts'
import { authenticate } from './authenticate.ts'
import { addApiDescription } from './openapi.ts'
import type { TokenOwner, VerifyToken } from './tokens.ts'

export type ApiDeps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; intake: Intake; dataDir: string; verify: VerifyToken; log: Logger }

const BODY_BYTES_MAX = 1024 * 1024
const DEADLOCK_TRIES = 3

/** Everything under /api/v1 that the contract names. */
export function registerApi(app: FastifyInstance, deps: ApiDeps): void {
  const { log } = deps
  const router = endpoints.router({
    ...profileRoutes(deps.stores),
    ...collectRoutes({ ...deps.stores, intake: deps.intake }),
    ...importRoutes(deps),
  })
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [(call) => explained(call, log)],
    customErrorResponseBodyEncoder: (error) => encodeError(error, log),
  })
  addApiDescription(app, router)
  app.all('/api/v1/*', { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
    const owner = await authenticate(deps.verify, request)
    reply.header('cache-control', 'no-store')
    const { matched } = await handler.handle(request, reply, { prefix: '/api/v1', context: requestOf(deps, owner) })
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

function requestOf({ stores }: ApiDeps, { workspaceId, name }: TokenOwner): WorkspaceRequest {
  return { workspaceId, actor: name, inWorkspace: (work) => retried(() => inWorkspace(stores.postgres, workspaceId, work)) }
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
