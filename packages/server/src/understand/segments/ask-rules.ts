import type { SegmentRule } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { momentIn, previewRule, readProperties, readVocabulary } from '../rules/index.ts'
import { listsOf, mustBeSound, readyDefinition, selectRulesVersion } from '../following/index.ts'

type Question = { warehouse: Warehouse; request: WorkspaceRequest }

/** How many people a rule means, and ten of them. */
export async function previewOf({ warehouse, request: { workspaceId, inWorkspace } }: Question, rule: SegmentRule) {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const draft = { kind: 'segment' as const, key: '', what: rule }
    await mustBeSound(scope, draft)
    const { timeZone } = await selectRulesVersion(scope)
    readyDefinition(draft, timeZone) // says what is wrong with it
    return previewRule({ ...scope, warehouse, lists: listsOf(scope) }, rule.where, { at: momentIn(timeZone, systemClock.now()) })
  })
}

/** What rules can be about: what really came. */
export async function vocabularyOf({ warehouse, request: { workspaceId, inWorkspace } }: Question) {
  return inWorkspace((db) => readVocabulary({ db, workspaceId, warehouse }))
}

/** The properties that facts of a name really have. */
export async function propertiesOf({ warehouse, request: { workspaceId, inWorkspace } }: Question, fact: string | undefined) {
  return inWorkspace((db) => readProperties({ db, workspaceId, warehouse }, fact))
}
