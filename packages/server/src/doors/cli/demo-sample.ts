import { retailer, sources as sourceNames } from '@percorso/simulator'
import type { WorldWish } from '@percorso/simulator'
import { PercorsoError } from '../../ground/index.ts'
import { createSource, listSources } from '../../record/collect/index.ts'
import type { Db, Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/index.ts'
import type { SampleSources } from './demo-intake.ts'
import { markSample, selectSample } from './demo-tables.ts'
import type { Sample } from './demo-tables.ts'

type Place = { postgres: Postgres; workspaceId: number }

/** The sample of this workspace, with its sources; a new one, as wished for, if the workspace is empty. Real facts are never mixed with made-up ones. */
export async function keepSample({ postgres, workspaceId }: Place, wish: WorldWish): Promise<{ sample: Sample; sources: SampleSources }> {
  return inTransaction(postgres.system, async (db) => {
    const sample = (await selectSample(db, workspaceId)) ?? (await newSample(db, workspaceId, wish))
    return { sample, sources: await keepSources(db, workspaceId) }
  })
}

async function newSample(db: Db, workspaceId: number, wish: WorldWish): Promise<Sample> {
  const sample = { ...wish, loaded: 0 }
  if (await markSample(db, workspaceId, { name: `${retailer} (sample data)`, sample })) return sample
  throw new PercorsoError('not_a_demo', 'This workspace holds facts that are not sample data', {
    hint: 'Let the demo have a place of its own: percorso demo --data-dir .percorso-demo, with neither DATABASE_URL nor CLICKHOUSE_URL set.',
  })
}

/** Each kind of touchpoint is a source of its own. */
async function keepSources(db: Db, workspaceId: number): Promise<SampleSources> {
  const known = new Map((await listSources(db, workspaceId)).map(({ name, sourceId }) => [name, sourceId]))
  const kept = new Map<(typeof sourceNames)[number], number>()
  for (const name of sourceNames) kept.set(name, known.get(name) ?? (await createSource(db, workspaceId, name)).sourceId)
  return kept
}
