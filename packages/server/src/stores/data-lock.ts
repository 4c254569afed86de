import fs from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PercorsoError } from '../ground/errors.ts'

export type DataLock = { release(): void }

/**
 * Makes this process the only one that uses a data folder. Node has no file locks of its own, SQLite has: the system
 * lets go of them when a process ends, however it ends, so that there is no stale lock to reason about.
 */
export function lockDataDir(dataDir: string): DataLock {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const database = new DatabaseSync(path.join(dataDir, 'lock.sqlite'))
  try {
    database.exec('begin exclusive')
  } catch (cause) {
    database.close()
    throw new PercorsoError('data_dir_in_use', `Another Percorso process uses ${dataDir}`, {
      hint: 'Stop it first, or give this one a folder of its own with PERCORSO_DATA_DIR.',
      cause,
    })
  }
  return { release: () => database.close() }
}
