import { createReadStream, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { importMapping } from '@percorso/contract'
import { runImport, stageFile, startImport } from '../packages/server/src/record/imports/index.ts'
import { inWorkspace } from '../packages/server/src/stores/index.ts'
import type { LivingSystem } from '../bench/living-system.ts'
import { createLog, systemClock } from '../packages/server/src/ground/index.ts'

export type Recipe = { folder: string; name: string }

/** The recipes of a folder of data: one mapping for each file that is imported. */
export function recipesOf(folder: string): Recipe[] {
  const files = readdirSync(join(import.meta.dirname, 'recipes', folder)).filter((file) => file.endsWith('.json'))
  return files.map((file) => ({ folder, name: file.replace('.json', '') }))
}

/** Uploads the file of a recipe with its lookups and imports it. Returns how many facts it had, and how many rows or facts were refused. */
export async function importRecipe(
  system: LivingSystem,
  { folder, name }: Recipe,
  data: string,
): Promise<{ facts: number; refused: number }> {
  const { stores, workspaceId, dataDir, wake } = system
  const mapping = importMapping.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'recipes', folder, `${name}.json`), 'utf8')))
  const upload = async (file: string) => {
    const content = createReadStream(join(data, folder, file)) as AsyncIterable<Buffer>
    return (await stageFile({ dataDir, workspaceId }, { name: file, content })).fileId
  }
  const lookups: Record<string, string> = {}
  for (const [lookup, { file }] of Object.entries(mapping.lookups)) lookups[lookup] = await upload(file)
  const request = {
    workspaceId,
    actor: 'Evals',
    by: { kind: 'system' as const, id: 'evals', name: 'Evals', network: null, userAgent: null },
    permissions: new Set<never>(),
    inWorkspace: <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(stores.postgres, workspaceId, work),
  }
  const wish = { fileId: await upload(`${name}.csv`), lookups, mapping, name: `${folder}/${name}` }
  const { importId } = await startImport(request, dataDir, wish)
  const log = createLog({ logLevel: 'warn', role: 'all' })
  const deps = { postgres: stores.postgres, dataDir, clock: systemClock, log, pressure: { refusal: () => undefined }, onAppended: wake }
  const outcome = await runImport(deps, { workspaceId, importId })
  if (outcome !== 'done') throw new Error(`the import of ${folder}/${name} ended as ${outcome}`)
  const { rows } = await stores.postgres.system.query<{ facts: number; refused: number }>(
    'select facts, refused from imports where workspace_id = $1 and import_id = $2',
    [workspaceId, importId],
  )
  return rows[0]!
}
