import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { momentIn, selectLatest, showLatest } from '../rules/index.ts'
import type { At, Person, ShownRow } from '../rules/index.ts'
import { mustBeSound, readyDefinition } from './definitions.ts'
import type { Draft, Ready } from './definitions.ts'
import type { Follower } from './follow-facts.ts'
import { loadPerson, recallPerson } from './recall-facts.ts'
import type { DefinedRow } from './ruleset-tables.ts'

/** Who asks, and where. */
export type Asking = { warehouse: Warehouse; request: WorkspaceRequest; follower: Follower }

const PEOPLE = 10

/** Somebody as shown, and as rules ask about them. */
export type Recalled = { shown: ShownRow; person: Person; computed: Record<string, unknown> }

type Wanted<Of extends DefinedRow['kind']> = { draft: Draft<Of>; profileIds?: string[] | undefined }
type Tried<Of extends DefinedRow['kind']> = { ready: Extract<Ready, { kind: Of }>; at: At; people: Recalled[] }

/** These people, or those who were seen last: for trying out on them what may not be stored yet. */
export async function recallPeople<Of extends DefinedRow['kind']>(
  { warehouse, request: { workspaceId, inWorkspace }, follower }: Asking,
  { draft, profileIds }: Wanted<Of>,
): Promise<Tried<Of>> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    await mustBeSound(scope, draft)
    const ruleset = await follower.rulesetOf(scope)
    const ready = readyDefinition(draft, ruleset.timeZone)
    const people: Recalled[] = []
    for (const shown of await showLatest(scope, profileIds ?? (await selectLatest(scope, PEOPLE)), PEOPLE)) {
      const person = await loadPerson(scope, ruleset, shown.profileId)
      people.push({ shown, computed: person.computed, person: await recallPerson(scope, person, { ...ready, ruleset }) })
    }
    return { ready, at: momentIn(ruleset.timeZone, follower.clock.now()), people }
  })
}
