import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import type { Clock, Config, Logger } from '../../ground/index.ts'
import { createAuth, createSessions, createVerifyToken } from '../../record/access/index.ts'
import type { AuthConfig } from '../../record/access/index.ts'
import { registerCollection } from '../../record/collect/index.ts'
import type { CollectDeps, Intake } from '../../record/collect/index.ts'
import { registerPeopleFiles } from '../../record/customers/index.ts'
import { registerImportFiles } from '../../record/imports/index.ts'
import { registerPrivacyFiles } from '../../record/privacy/index.ts'
import type { Stores } from '../../stores/index.ts'
import { personalData } from '../personal-data.ts'
import { webhooksDeps } from '../webhooks-deps.ts'
import { errorBody, shownError } from './api-errors.ts'
import { registerApi } from './api.ts'
import { createDoorkeeper } from './authenticate.ts'
import { registerConsole } from './console.ts'
import { registerHealth } from './health.ts'
import { registerLive } from './live.ts'
import { pageStyle } from './page.ts'
import { addRequestLog } from './request-log.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { registerProviderCallback } from './provider-callback.ts'
import { registerSignIn } from './sign-in.ts'

export type ServerDeps = {
  stores: Pick<Stores, 'postgres' | 'warehouse'>
  intake: Intake
  pressure: CollectDeps['pressure']
  config: Pick<Config, 'trustProxy' | 'dataDir' | 'minFreeDiskBytes'> & Partial<AuthConfig & Pick<Config, 'allowPrivateHosts'>>
  clock: Clock
  log: Logger
  registry: Registry
  /** Where the built console lies, if not in its usual place. */
  consoleFolder?: string
}

/** The whole HTTP server: collection, API, live view, sign-in, console, health. `close()` lets requests under way finish. */
export function buildServer(deps: ServerDeps): FastifyInstance {
  const { stores, intake, pressure, config, clock, log, registry, consoleFolder } = deps
  const { postgres } = stores
  const app = Fastify({
    logger: false,
    trustProxy: config.trustProxy,
    routerOptions: { maxParamLength: 2_000 },
    forceCloseConnections: 'idle',
  })
  const authAt = createAuth({ postgres, config, log })
  const sessions = createSessions({ postgres, clock, authAt })
  const access = { postgres, authAt, sessions, clock, log, config }
  const admit = createDoorkeeper({ verify: createVerifyToken({ postgres, clock }), sessions })
  addRequestLog(app, log)
  registerCollection(app, { intake, pressure, postgres, clock, log })
  void app.register(async (door) => {
    addSecurityHeaders(door)
    door.setErrorHandler((error, _request, reply) => {
      const shown = shownError(error, log)
      return reply.code(shown.status).send(errorBody(shown))
    })
    registerHealth(door, { stores, registry, log })
    registerSignIn(door, { postgres, clock, authAt })
    registerProviderCallback(door, access)
    registerLive(door, { stores, admit, log })
    registerApi(door, { stores, intake, dataDir: config.dataDir, admit, access, log, webhooks: webhooksDeps(stores, config) })
    registerImportFiles(door, { postgres, config, authenticate: admit })
    registerPeopleFiles(door, { postgres, authenticate: admit })
    registerPrivacyFiles(door, { stores, rooms: personalData(config.dataDir), authenticate: admit })
    door.get('/page.css', async (_request, reply) => reply.type('text/css').send(pageStyle))
    registerConsole(door, consoleFolder)
  })
  return app
}
