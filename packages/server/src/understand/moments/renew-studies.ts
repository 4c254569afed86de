import { PercorsoError } from '../../ground/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import type { Stores } from '../../stores/index.ts'
import type { Asking } from '../journeys/index.ts'
import { findMoments } from './find-moments.ts'
import { readStudy } from './save-study.ts'
import { claimDue, saveFailure, saveFinding } from './study-tables.ts'

/** After a try that came to nothing. */
const AGAIN_MS = 6 * 3_600_000

/** Reckons a study as of now: what it says today, instead of what it said today before. Throws what asking it throws. */
export async function renewStudy(asking: Asking, studyId: number, now: number): Promise<void> {
  const { workspaceId, inWorkspace: inside } = asking.request
  const { question } = await inside((db) => readStudy({ db, workspaceId }, studyId))
  const answer = await findMoments(asking, question, now)
  await inside((db) => saveFinding({ db, workspaceId }, { studyId, day: dayOf(now), answer }))
}

/**
 * Reckons one study that has not been today, whichever workspace it is of; false if there is none. Any number of workers may ask: a study is taken by
 * one, and by another some hours later if nothing came of it.
 */
export async function renewDueStudy({ postgres, warehouse }: Pick<Stores, 'postgres' | 'warehouse'>, now: number): Promise<boolean> {
  const due = await claimDue(postgres.system, { now, day: dayOf(now), again_ms: AGAIN_MS })
  if (!due) return false
  const { workspaceId, studyId } = due
  const request: Asking['request'] = { workspaceId, inWorkspace: (work) => inWorkspace(postgres, workspaceId, work) }
  try {
    await renewStudy({ warehouse, request }, studyId, now)
  } catch (error) {
    const told = error instanceof PercorsoError ? error.message : 'It could not be reckoned.'
    await request.inWorkspace((db) => saveFailure({ db, workspaceId }, studyId, told))
    if (!(error instanceof PercorsoError)) throw error
  }
  return true
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
