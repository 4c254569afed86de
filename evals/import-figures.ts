import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { judge } from '../bench/figure.ts'
import type { Figure } from '../bench/figure.ts'
import { startLivingSystem } from '../bench/living-system.ts'
import type { LivingSystem } from '../bench/living-system.ts'
import { importRecipe, recipesOf } from './import-recipes.ts'
import { countPlainly } from './recipes/count-plainly.ts'

type Counts = { profiles: number; rejected: number; facts: Map<string, number> }
type Wanted = { folder: string; data: string; profiles: number }
type Imported = { facts: number; refused: number; seconds: number }

const FACTS_PER_SECOND_MIN = 20_000

/** Imports all files of a folder into a system of its own, twice, and compares what is there with what counting the files says. */
export async function importFigures(wanted: Wanted): Promise<Figure[]> {
  const system = await startLivingSystem()
  return measure(system, wanted).finally(() => system.stop())
}

async function measure(system: LivingSystem, { folder, data, profiles }: Wanted): Promise<Figure[]> {
  const imported = await importAll(system, folder, data)
  const first = await countAll(system)
  await importAll(system, folder, data)
  const second = await countAll(system)
  const wanted = plainCounts(folder, data)
  const exactly = (what: string, unit: string, [value, bar]: [number, number]) =>
    judge({ figure: `${folder}.${what}`, value, unit, bar, rule: 'exactly', n: imported.facts })
  return [
    exactly('profiles', 'profiles', [first.profiles, profiles]),
    ...[...wanted].map(([kind, expected]) => exactly(`facts.${kind}`, 'facts', [first.facts.get(kind) ?? 0, expected])),
    exactly('facts', 'facts', [total(first.facts), total(wanted)]),
    exactly('refused', 'rows', [imported.refused, 0]),
    exactly('rejected', 'facts', [first.rejected, 0]),
    exactly('again.facts', 'facts', [total(second.facts), total(first.facts)]),
    exactly('again.profiles', 'profiles', [second.profiles, first.profiles]),
    exactly('again.rejected', 'facts', [second.rejected, 0]),
    judge({
      figure: `import.${folder}`,
      value: imported.facts / imported.seconds,
      unit: 'facts/s',
      bar: FACTS_PER_SECOND_MIN,
      n: imported.facts,
    }),
  ]
}

/** From the first upload until nothing waits to be processed any more. */
async function importAll(system: LivingSystem, folder: string, data: string): Promise<Imported> {
  const from = performance.now()
  const imported = { facts: 0, refused: 0 }
  for (const recipe of recipesOf(folder)) {
    const { facts, refused } = await importRecipe(system, recipe, data)
    imported.facts += facts
    imported.refused += refused
  }
  await settled(system)
  return { ...imported, seconds: (performance.now() - from) / 1000 }
}

async function countAll({ stores, workspaceId }: LivingSystem): Promise<Counts> {
  const { rows } = await stores.postgres.system.query<{ profiles: number; rejected: number }>(
    `select (select count(*) from profiles where workspace_id = $1) as profiles, (select count(*) from rejected where workspace_id = $1) as rejected`,
    [workspaceId],
  )
  const kinds = await stores.warehouse.query<{ name: string; facts: number }>(
    'select name, count() as facts from facts where workspace_id = {workspaceId:UInt32} group by name',
    { workspaceId },
  )
  return { ...rows[0]!, facts: new Map(kinds.map(({ name, facts }) => [name, facts])) }
}

function plainCounts(folder: string, data: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { name } of recipesOf(folder)) {
    for (const [kind, facts] of Object.entries(countPlainly(join(data, folder), name)))
      if (kind !== 'people') counts.set(kind, (counts.get(kind) ?? 0) + facts)
  }
  return counts
}

function total(facts: Map<string, number>): number {
  return [...facts.values()].reduce((sum, count) => sum + count, 0)
}

/** Resolves when nothing waits to be processed any more. */
async function settled({ stores, workspaceId }: LivingSystem): Promise<void> {
  const anyWaiting = 'select 1 from intake where workspace_id = $1 limit 1'
  while ((await stores.postgres.system.query(anyWaiting, [workspaceId])).rowCount !== 0) await sleep(20)
}
