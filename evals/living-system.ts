import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startWorker } from '../packages/server/src/doors/worker/index.ts'
import { createLog, readConfig, systemClock } from '../packages/server/src/ground/index.ts'
import type { ImportDeps } from '../packages/server/src/record/imports/index.ts'
import { openStores, type Stores } from '../packages/server/src/stores/index.ts'
import { buildWorkspace } from '../packages/server/src/testing/builders.ts'

/** Percorso as it runs by default, in one process with embedded stores, in a folder that goes away. */
export type LivingSystem = { stores: Stores; workspaceId: number; imports: ImportDeps; settled(): Promise<void> }

/** Runs `work` with a system of its own, and removes everything afterwards. */
export async function withLivingSystem<T>(work: (system: LivingSystem) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'percorso-evals-'))
  chmodSync(dataDir, 0o711) // PostgreSQL may run as another user
  try {
    const config = readConfig({ dataDir, logLevel: 'warn', role: 'all' })
    const log = createLog(config)
    const stores = await openStores(config, log)
    const worker = startWorker({ stores, log, onChunk: () => {}, onFailure: () => {} })
    try {
      const { workspaceId } = await buildWorkspace(stores, { name: 'Evals' })
      const pressure = { refusal: () => undefined }
      const imports = { postgres: stores.postgres, dataDir, clock: systemClock, log, pressure, onAppended: () => worker.wake() }
      return await work({ stores, workspaceId, imports, settled: () => settled(stores, workspaceId) })
    } finally {
      await worker.stop()
      await stores.close()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Resolves when nothing waits to be processed any more. */
async function settled({ postgres }: Stores, workspaceId: number): Promise<void> {
  for (;;) {
    const { rowCount } = await postgres.system.query('select 1 from intake where workspace_id = $1 limit 1', [workspaceId])
    if (rowCount === 0) return
    await sleep(50)
  }
}
