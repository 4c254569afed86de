import { afterAll } from 'vitest'
import { startWorker } from '../packages/server/src/doors/worker/index.ts'
import type { Worker } from '../packages/server/src/doors/worker/index.ts'
import { createLog, readConfig } from '../packages/server/src/ground/index.ts'
import { createIntake } from '../packages/server/src/record/collect/index.ts'
import { openStores } from '../packages/server/src/stores/index.ts'
import type { Stores, Warehouse } from '../packages/server/src/stores/index.ts'
import { buildWorkspace } from '../packages/server/src/testing/builders.ts'
import type { Batch } from './ledger.ts'

/** Real stores in this process; a worker is started by the test, on whatever warehouse it makes of the real one. */
export type Inside = { stores: Stores; newWorkspace(): Promise<Workspace>; startWorker(warehouse: Warehouse): Worker }

export type Workspace = {
  workspaceId: number
  /** Appends to the intake; the batch is acknowledged when this resolves. */
  append(batch: Batch): Promise<void>
}

export async function openInside(dataDir: string): Promise<Inside> {
  const config = readConfig({ dataDir, logLevel: 'silent' })
  const log = createLog(config)
  const stores = await openStores(config, log)
  const workers: Worker[] = []
  afterAll(async () => {
    for (const worker of workers) await worker.stop()
    await stores.close()
  })
  const intake = createIntake(stores.postgres, () => workers.forEach(({ wake }) => wake()))
  return {
    stores,
    async newWorkspace() {
      const { workspaceId, sourceId } = await buildWorkspace(stores)
      const origin = { workspaceId, sourceId, origin: 'live' as const, call: undefined, ip: undefined, userAgent: undefined }
      return {
        workspaceId,
        async append(batch) {
          await intake.append({ ...origin, receivedAt: Date.now(), facts: batch.facts, body: Buffer.from(batch.body) })
          batch.isAcknowledged = true
        },
      }
    },
    startWorker(warehouse) {
      const worker = startWorker({ stores: { ...stores, warehouse }, log, onChunk: () => {}, onFailure: () => {} })
      workers.push(worker)
      return worker
    },
  }
}

/** What is on its way, and how far people have come. */
export async function readProgress({ postgres }: Stores, { workspaceId }: Workspace): Promise<{ waiting: number; counted: number }> {
  const { rows } = await postgres.system.query<{ waiting: number; counted: number }>(
    `select (select coalesce(sum(facts), 0)::bigint from intake where workspace_id = $1) as waiting,
       (select coalesce(sum(facts), 0)::bigint from identifiers where workspace_id = $1) as counted`,
    [workspaceId],
  )
  return rows[0]!
}
