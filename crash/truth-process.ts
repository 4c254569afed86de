import { createLog, readConfig } from '../packages/server/src/ground/index.ts'
import { openStores } from '../packages/server/src/stores/index.ts'
import { readTruth } from './truth.ts'

// A process of its own, once for each look: chDB keeps what it knows of a folder, and another process has changed it meanwhile.
process.once('message', async ({ dataDir, workspaceId }: { dataDir: string; workspaceId: number }) => {
  const config = readConfig({ dataDir, logLevel: 'error' })
  const stores = await openStores(config, createLog(config))
  const truth = await readTruth(stores, workspaceId).finally(() => stores.close())
  process.send!(truth, () => process.exit(0))
})
