import { setTimeout as sleep } from 'node:timers/promises'
import { createWorld, storiesOf } from '@percorso/simulator'
import type { Told, World } from '@percorso/simulator'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { appendWithin, waitingFacts } from '../../record/collect/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/index.ts'
import { packTold, slices } from './demo-intake.ts'
import type { SampleSources } from './demo-intake.ts'
import { advanceSample, pendingFacts } from './demo-tables.ts'
import type { Sample } from './demo-tables.ts'

/**
 * The warehouse has a partition for each month, and each insert writes a part in every partition that it touches. So a step is many people, in
 * the order of time, and a slice of it (about a chunk) a few months: a third less work than person by person.
 */
const STEP_FACTS = 40_000
const SLICE_FACTS = 7_500
const WAITING_FACTS_MAX = 60_000
const LOOK_EVERY_MS = 100

export type Loading = {
  postgres: Postgres
  workspaceId: number
  sources: SampleSources
  sample: Sample
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}
/** `share` of the world, 0 to 1, that is in and processed; `facts` since this start. */
export type Progress = { share: number; facts: number }

/**
 * Takes what is missing of a sample world in, as an import would: each step is one transaction, in which its facts go into the intake and the
 * world moves on. So it may end at any moment and go on later without a fact lost or taken twice.
 */
export async function loadWorld(loading: Loading): Promise<void> {
  const { sample, signal } = loading
  const world = createWorld(sample)
  let [household, appended] = [sample.loaded, 0]
  while (household < world.households && !signal.aborted) {
    const step = nextStep(world, household)
    await waitForRoom(loading, { world, household, appended })
    if (signal.aborted) return
    await takeStep(loading, { from: household, ...step })
    household = step.to
    appended += step.told.length
  }
  await waitUntilDone(loading, appended)
}

type Step = { from: number; to: number; told: Told[] }

function nextStep(world: World, from: number): Omit<Step, 'from'> {
  const told: Told[] = []
  let to = from
  while (to < world.households && told.length < STEP_FACTS) {
    for (const story of storiesOf(world, to)) told.push(...story.told)
    to += 1
  }
  return { to, told: told.sort((a, b) => a.at - b.at) }
}

async function takeStep({ postgres, workspaceId, sources }: Loading, { from, to, told }: Step): Promise<void> {
  const arrival = { workspaceId, sources, receivedAt: systemClock.now(), origin: 'import' as const }
  const entries = slices(told, SLICE_FACTS).flatMap((slice) => packTold(slice, arrival))
  await inTransaction(postgres.system, async (db) => {
    if (!(await advanceSample(db, workspaceId, { from, to }))) {
      throw new PercorsoError('demo_is_loading', 'Somebody else loads the same sample world', {
        hint: 'Wait for it, or use another --data-dir.',
      })
    }
    await appendWithin(db, entries)
  })
}

type Place = { world: World; household: number; appended: number }

/** Waits while too much waits to be processed, and says how far it is. */
async function waitForRoom({ postgres, signal, onProgress }: Loading, { world, household, appended }: Place): Promise<void> {
  for (;;) {
    const waiting = await waitingFacts(postgres.system)
    const facts = appended - Math.min(waiting, appended)
    onProgress({ share: household / world.households - (waiting / Math.max(appended, 1)) * (household / world.households), facts })
    if (waiting <= WAITING_FACTS_MAX || signal.aborted) return
    await sleep(LOOK_EVERY_MS)
  }
}

async function waitUntilDone({ postgres, workspaceId, signal, onProgress }: Loading, appended: number): Promise<void> {
  while (!signal.aborted) {
    const pending = await pendingFacts(postgres.system, workspaceId)
    onProgress({ share: appended === 0 ? 1 : 1 - pending / Math.max(appended, pending), facts: Math.max(0, appended - pending) })
    if (pending === 0) return
    await sleep(LOOK_EVERY_MS)
  }
}
