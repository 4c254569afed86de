import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import type { Logger } from '../../ground/index.ts'
import { pingPostgres } from '../../stores/index.ts'
import type { Stores } from '../../stores/index.ts'

const PATIENCE_MS = 2_000

type HealthDeps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; registry: Registry; log: Logger }

/** For those who watch over the process: /healthz (it lives), /readyz (both stores answer in time), /metrics (Prometheus). */
export function registerHealth(app: FastifyInstance, { stores, registry, log }: HealthDeps): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const [postgres, warehouse] = await Promise.all([answers(pingPostgres(stores.postgres), log), answers(stores.warehouse.ping(), log)])
    const ready = postgres && warehouse
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not-ready', postgres, warehouse })
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}

async function answers(ping: Promise<void>, log: Logger): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, PATIENCE_MS, false)
  const pinged = ping.then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, 'a store does not answer')
      return false
    },
  )
  return Promise.race([pinged, tooLate]).finally(() => clearTimeout(timer))
}
