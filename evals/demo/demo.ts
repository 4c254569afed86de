import { createWorld, history } from '@percorso/simulator'
import type { World } from '@percorso/simulator'
import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import { findPeople, momentIn } from '../../packages/server/src/understand/rules/index.ts'
import type { EvalGroup } from '../group.ts'
import { plantedFigures } from './demo-moments.ts'
import { knownPeople, truePeople } from './lived.ts'
import { startPastSystem } from './past-system.ts'
import type { PastSystem } from './past-system.ts'
import { TIME_ZONE, sampleSegments } from './sample-segments.ts'
import type { SampleSegment } from './sample-segments.ts'
import { servedFigures } from './served-moments.ts'

const WEEK_MS = 7 * 86_400_000
const BODY_FACTS = 1_000
/** A year with Christmas and both changes of the clocks. */
const wish = { seed: 4, customers: 600, days: 365, endsAt: Date.parse('2026-04-20T09:00:00Z') }

/**
 * Segments of the sample world: as many people as are counted from what the simulator says they lived through. Each is found three ways: followed
 * while the year goes by, week by week; filled from what has been; and looked up in the warehouse. And moments of truth: what was planted is found, what
 * has no effect is not.
 */
export const demo: EvalGroup = {
  name: 'demo',
  needs: import.meta.dirname, // no data from outside: the world is made here
  async run() {
    const world = createWorld(wish)
    const system = await startPastSystem({ startsAt: world.startsAt, timeZone: TIME_ZONE })
    try {
      return [...(await compare(system, world)), ...(await servedFigures(system, world)), ...plantedFigures()]
    } finally {
      await system.stop()
    }
  },
}

async function compare(system: PastSystem, world: World): Promise<Figure[]> {
  const segments = sampleSegments(world.endsAt)
  const [known, truly] = [knownPeople(world), truePeople(world)]
  const live = await defineAll(system, 'live', segments)
  await liveThrough(system, world)
  const filled = await defineAll(system, 'filled', segments)
  await system.work()
  const figures: Figure[] = []
  let exact = 0
  for (const [index, { name, where, isIn }] of segments.entries()) {
    const size = known.filter(isIn).length
    const found = [await sizeOf(system, live[index]!), await sizeOf(system, filled[index]!), await lookUp(system, where)]
    const wrong = found.filter((value) => value !== size)
    exact += wrong.length === 0 ? 1 : 0
    figures.push(judge({ figure: `demo.${name}`, value: wrong[0] ?? size, unit: 'people', bar: size, rule: 'exactly', n: known.length }))
    figures.push(judge({ figure: `demo.${name}, true people`, value: truly.filter(isIn).length, unit: 'people', n: truly.length }))
  }
  const profiles = await countProfiles(system)
  return [
    judge({ figure: 'demo.segments_exact', value: exact, unit: 'segments', bar: segments.length, rule: 'exactly', n: segments.length }),
    judge({ figure: 'demo.profiles', value: profiles, unit: 'people', bar: known.length, rule: 'exactly', n: truly.length }),
    ...figures,
  ]
}

async function defineAll({ ask }: PastSystem, way: string, segments: SampleSegment[]): Promise<number[]> {
  const ids: number[] = []
  for (const { name, where } of segments) {
    const { segmentId } = await ask<{ segmentId: number }>('/segments', { name: `${name}, ${way}`, rule: { version: 1, where } })
    ids.push(segmentId)
  }
  return ids
}

/** Sends the facts of each week when it is over, and does what there is to do. */
async function liveThrough({ clock, send, work }: PastSystem, world: World): Promise<void> {
  const told = [...history(world)].flatMap((story) => story.told).sort((a, b) => a.at - b.at)
  let sent = 0
  while (clock.now() < world.endsAt) {
    clock.advance(Math.min(WEEK_MS, world.endsAt - clock.now()))
    while (sent < told.length && told[sent]!.at < clock.now()) {
      const body = told.slice(sent, sent + BODY_FACTS).filter(({ at }) => at < clock.now())
      await send(body.map(({ fact }) => fact))
      sent += body.length
    }
    await work()
  }
}

async function sizeOf({ ask }: PastSystem, segmentId: number): Promise<number> {
  return (await ask<{ size: number }>(`/segments/${segmentId}`)).size
}

async function lookUp({ stores, workspaceId, request, clock }: PastSystem, where: SampleSegment['where']): Promise<number> {
  const lists = { segment: async () => new Set<string>(), set: async () => new Set<string>() } // no rule names any
  const at = momentIn(TIME_ZONE, clock.now())
  const found = await request.inWorkspace((db) => findPeople({ db, workspaceId, warehouse: stores.warehouse, lists }, where, { at }))
  return found.length
}

async function countProfiles({ stores, workspaceId }: PastSystem): Promise<number> {
  const sql = 'select count(*)::int as profiles from profiles where workspace_id = $1'
  return (await stores.postgres.system.query<{ profiles: number }>(sql, [workspaceId])).rows[0]!.profiles
}
