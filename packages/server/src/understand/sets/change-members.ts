import { systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { erasedOf, erasureKey } from '../../record/collect/index.ts'
import { readPolicy } from '../../record/profiles/index.ts'
import type { Db, Postgres } from '../../stores/index.ts'
import { followSetChange, lockStates } from '../following/index.ts'
import type { Follower, Scope } from '../following/index.ts'
import { theSet } from './define-set.ts'
import { deleteMembers, insertMembers, knownAmong } from './member-tables.ts'
import { readValues } from './read-values.ts'
import type { ReadValues, Refused } from './read-values.ts'
import { addSize } from './set-tables.ts'

export type Changing = { request: WorkspaceRequest; follower: Follower; postgres: Postgres }
export type Given = { setId: number; kind: string; values: string[] }
export type Added = { added: number; already: number; refused: Refused[]; size: number }
export type TakenOut = { removed: number; absent: number; refused: Refused[]; size: number }

/**
 * Puts identifiers into a set. Rules that name it are true of their people from the commit on, or, if they are very many, before long. An identifier whose
 * person was erased stays out, until that person has come back by a fact: a list has no date, and may be older than the erasure.
 */
export async function addMembers(changing: Changing, given: Given): Promise<Added> {
  const key = await erasureKey(changing.postgres.system)
  const { setId } = given
  return inChange(changing, { ...given, verb: 'set.add' }, async (scope, read) => {
    await keepErasedOut(scope, key, read)
    const ids = [...read.places.keys()]
    const changed = await insertMembers(scope, { setId, ids, now: new Date(systemClock.now()) })
    const answer = { added: changed.length, already: ids.length - changed.length + read.repeated, refused: inOrder(read) }
    return { changed, change: changed.length, answer }
  })
}

/** Takes identifiers out of a set. */
export async function takeMembersOut(changing: Changing, given: Given): Promise<TakenOut> {
  const { setId } = given
  return inChange(changing, { ...given, verb: 'set.takeOut' }, async (scope, read) => {
    const ids = [...read.places.keys()]
    const changed = await deleteMembers(scope, { setId, ids })
    const answer = { removed: changed.length, absent: ids.length - changed.length + read.repeated, refused: inOrder(read) }
    return { changed, change: -changed.length, answer }
  })
}

type Work<Answer> = (scope: Scope, read: ReadValues) => Promise<{ changed: string[]; change: number; answer: Answer }>

/** One transaction in which nobody is followed, filled or erased: who is judged sees the set as it is before or as it is after. */
async function inChange<Answer extends { refused: Refused[] }>(
  { request: { workspaceId, inWorkspace, by }, follower }: Changing,
  { setId, kind, values, verb }: Given & { verb: string },
  work: Work<Answer>,
): Promise<Answer & { size: number }> {
  return inWorkspace(async (db: Db) => {
    const scope = { db, workspaceId }
    const read = readValues({ workspaceId, policy: await readPolicy(scope), kind }, values)
    await lockStates(scope)
    const { name, size } = await theSet(scope, setId)
    const { changed, change, answer } = await work(scope, read)
    if (changed.length > 0) {
      await addSize(scope, { setId, change, now: new Date(systemClock.now()), by: by.name })
      await followSetChange(follower, scope, { setId, name, ids: changed })
      const after = { name, values: changed.length, refused: answer.refused.length }
      await record(db, { workspaceId, by }, { verb, kind: 'set', id: setId, after })
    }
    return { ...answer, size: size + change }
  })
}

async function keepErasedOut(scope: Scope, key: Buffer, { places, refused }: ReadValues): Promise<void> {
  const erased = await erasedOf(scope.db, scope.workspaceId, { key, ids: [...places.keys()] })
  if (erased.size === 0) return
  const gone = [...erased.keys()]
  const back = new Set(await knownAmong(scope, gone))
  for (const id of gone) {
    if (back.has(id)) continue
    refused.push({ place: places.get(id)!, reason: 'erased' })
    places.delete(id)
  }
}

function inOrder({ refused }: ReadValues): Refused[] {
  return refused.sort((a, b) => a.place - b.place)
}
