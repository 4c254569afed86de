import type { SegmentRule } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { momentIn, previewRule, readProperties, readVocabulary } from '../rules/index.ts'
import type { Lists } from '../rules/index.ts'
import { mustBeSound } from './define-segment.ts'
import { compiled } from './follow-rule.ts'
import { selectMemberIds } from './read-tables.ts'
import { selectRulesVersion } from './ruleset-tables.ts'
import type { Scope } from './ruleset-tables.ts'

export type Asking = { warehouse: Warehouse; request: WorkspaceRequest }

/** How many people a rule means, and ten of them. */
export async function previewOf({ warehouse, request: { workspaceId, inWorkspace } }: Asking, rule: SegmentRule) {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await mustBeSound(scope, rule)
    const { timeZone } = await selectRulesVersion(scope)
    compiled(rule, timeZone) // says what is wrong with it
    return previewRule({ ...scope, warehouse, lists: listsOf(scope) }, rule.where, { at: momentIn(timeZone, systemClock.now()) })
  })
}

function listsOf(scope: Scope): Lists {
  return { segment: async (segmentId) => new Set(await selectMemberIds(scope, segmentId)), set: async () => new Set() }
}

/** What rules can be about: what really came. */
export async function vocabularyOf({ warehouse, request: { workspaceId, inWorkspace } }: Asking) {
  return inWorkspace((db) => readVocabulary({ db, workspaceId, warehouse }))
}

/** The properties that facts of a name really have. */
export async function propertiesOf({ warehouse, request: { workspaceId, inWorkspace } }: Asking, fact: string | undefined) {
  return inWorkspace((db) => readProperties({ db, workspaceId, warehouse }, fact))
}
