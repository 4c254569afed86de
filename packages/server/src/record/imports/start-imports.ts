import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { foldersOf } from './folders.ts'
import { ImportError } from './import-error.ts'
import { failImport, runImport, type ImportDeps } from './run-import.ts'
import { forgetStaged } from './stage-file.ts'
import { importsToDo, type ImportRef } from './tables.ts'

const IDLE_MS = 1_000
const FORGET_EVERY_MS = 3_600_000
const TRIES_MAX = 5

export type Imports = {
  /** Ends after the step that is under way. What is not done goes on when somebody starts again. */
  stop(): Promise<void>
}

/** Carries out imports one after the other, until stopped. Any number of processes may do so; each import is in the hands of one. */
export function startImports(deps: Omit<ImportDeps, 'signal'>): Imports {
  const stopping = new AbortController()
  const running = loop({ ...deps, signal: stopping.signal })
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function loop(deps: ImportDeps & { signal: AbortSignal }): Promise<void> {
  const failures = new Map<string, number>()
  let forgetAt = 0
  while (!deps.signal.aborted) {
    try {
      if (deps.clock.now() >= forgetAt) {
        await forgetStaged(deps.dataDir, deps.clock.now())
        forgetAt = deps.clock.now() + FORGET_EVERY_MS
      }
      for (const ref of await importsToDo(deps.postgres.system)) {
        const isHere = existsSync(foldersOf(deps.dataDir, ref.importId).home) // another machine's uploads are that machine's to import
        if (isHere && !deps.signal.aborted) await tryImport(deps, ref, failures)
      }
    } catch (error) {
      deps.log.error({ err: error }, 'could not look for imports')
    }
    await sleep(IDLE_MS, undefined, { signal: deps.signal }).catch(() => {})
  }
}

/** A store that is away comes back, so a failure is tried again; but an import that fails each time must not keep trying for ever. */
async function tryImport(deps: ImportDeps, ref: ImportRef, failures: Map<string, number>): Promise<void> {
  try {
    await runImport(deps, ref)
    failures.delete(ref.importId)
  } catch (error) {
    const failed = (failures.get(ref.importId) ?? 0) + 1
    failures.set(ref.importId, failed)
    deps.log.error({ err: error, ...ref, failed }, 'an import failed and will be tried again')
    if (failed < TRIES_MAX) return
    await failImport(
      deps,
      ref,
      new ImportError('gave_up', 'Something went wrong on our side', { hint: 'The log has more; resume to try again.' }),
    )
    failures.delete(ref.importId)
  }
}
