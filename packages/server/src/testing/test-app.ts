import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import { buildServer } from '../doors/http/index.ts'
import { systemClock } from '../ground/index.ts'
import { createIntake } from '../record/collect/index.ts'
import { silentLog } from './server.ts'
import type { TestStores } from './stores.ts'

type Deps = Parameters<typeof buildServer>[0]
type Wish = Partial<Omit<Deps, 'config'>> & { config?: Partial<Deps['config']> }

/** The HTTP server on a test's stores, with nothing in its way; whatever matters to the test it says itself. */
export function buildTestApp(stores: TestStores, { config, ...wish }: Wish = {}): FastifyInstance {
  return buildServer({
    stores,
    intake: createIntake(stores.postgres, () => {}),
    pressure: { refusal: () => undefined },
    clock: systemClock,
    log: silentLog,
    registry: new Registry(),
    ...wish,
    config: { trustProxy: false, dataDir: stores.dataDir, minFreeDiskBytes: 0, ...config },
  })
}
