import { setComputedKeys } from '../../record/profiles/index.ts'
import { computedKeysOf } from './definitions.ts'
import { countUpRules, selectDefined } from './ruleset-tables.ts'
import type { Scope } from './ruleset-tables.ts'

/** After a definition was made, changed or deleted: from the commit on every process follows what is stored now. */
export async function renewFollowing(scope: Scope): Promise<void> {
  await setComputedKeys(scope, computedKeysOf(await selectDefined(scope)))
  await countUpRules(scope)
}
