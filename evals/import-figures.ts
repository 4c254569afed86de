import { join } from 'node:path'
import type { Figure } from './figure.ts'
import { importRecipe, recipesOf } from './import-recipes.ts'
import type { LivingSystem } from './living-system.ts'
import { countPlainly } from './recipes/count-plainly.ts'

type Counts = { profiles: number; rejected: number; facts: Map<string, number> }
type Wanted = { folder: string; data: string; profiles: number }
type Imported = { facts: number; refused: number; seconds: number }

const FACTS_PER_SECOND_MIN = 20_000

/** Imports all files of a folder, twice, and compares what is there with what counting the files says. */
export async function importFigures(system: LivingSystem, { folder, data, profiles }: Wanted): Promise<Figure[]> {
  const imported = await importAll(system, folder, data)
  const first = await countAll(system)
  await importAll(system, folder, data)
  const second = await countAll(system)
  const wanted = plainCounts(folder, data)
  const name = (what: string) => `${folder}.${what}`
  return [
    { figure: name('profiles'), value: first.profiles, expected: profiles, unit: 'profiles' },
    ...[...wanted].map(([kind, expected]) => ({ figure: name(`facts.${kind}`), value: first.facts.get(kind) ?? 0, expected, unit: 'facts' })),
    { figure: name('facts'), value: total(first.facts), expected: total(wanted), unit: 'facts' },
    { figure: name('refused'), value: imported.refused, expected: 0, unit: 'rows' },
    { figure: name('rejected'), value: first.rejected, expected: 0, unit: 'facts' },
    { figure: name('again.facts'), value: total(second.facts), expected: total(first.facts), unit: 'facts' },
    { figure: name('again.profiles'), value: second.profiles, expected: first.profiles, unit: 'profiles' },
    { figure: name('again.rejected'), value: second.rejected, expected: 0, unit: 'facts' },
    { figure: `import.${folder}`, value: Math.round(imported.facts / imported.seconds), expected: FACTS_PER_SECOND_MIN, atLeast: true, unit: 'facts/s' },
  ] // prettier-ignore
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
  await system.settled()
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
