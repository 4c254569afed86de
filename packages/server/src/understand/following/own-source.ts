import { createSource, listSources } from '../../record/collect/index.ts'
import { SOURCE_NAME } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'

/** Makes the source of the facts by which segments and scores tell who moved, if there is none. */
export async function haveSource({ db, workspaceId }: Scope): Promise<void> {
  const known = (await listSources(db, workspaceId)).some(({ name }) => name === SOURCE_NAME)
  if (!known) await createSource(db, workspaceId, SOURCE_NAME)
}
