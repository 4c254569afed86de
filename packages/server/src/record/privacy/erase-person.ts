import type { Logger } from '../../ground/index.ts'
import type { Db, Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { record } from '../access/index.ts'
import { erasureKey, insertTombstones, keepChunksOut, lastIntake, markOf } from '../collect/index.ts'
import { holdProfile, identifiersWithin } from '../profiles/index.ts'
import type { Identifier, PersonalData, Subject } from '../profiles/index.ts'
import { holdErasure, momentNow, noteErased, noteErasing } from './erasure-tables.ts'
import type { Erasure } from './erasure-tables.ts'

export type PrivacyDeps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; rooms: PersonalData[]; log: Logger }

/**
 * Carries out what was ordered, as far as it is not in other hands. Each erasure goes in steps that are kept: whoever is killed on the way leaves it
 * to the next. Returns how many people are gone from both stores now that were not before.
 */
export async function erasePeople(deps: PrivacyDeps): Promise<number> {
  const { system } = deps.stores.postgres
  let erased = 0
  while (await inTransaction(system, (db) => eraseFromPostgres(deps, db)));
  while (await inTransaction(system, (db) => eraseFromElsewhere(deps, db))) erased += 1
  return erased
}

/**
 * Takes a person out of PostgreSQL and puts up their tombstones, in one transaction, while no chunk of the workspace is under way. Every
 * chunk before it is in the warehouse, which is emptied of them next; every chunk after it leaves them out.
 */
async function eraseFromPostgres({ stores, rooms }: PrivacyDeps, db: Db): Promise<boolean> {
  const order = await holdErasure(db, 'ordered')
  if (!order) return false
  const { workspaceId } = order
  const removed = await countOf({ stores, rooms }, { workspaceId, identifiers: await whoIsMeant(db, order, identifiersWithin) }) // takes a while: before others wait
  await keepChunksOut(db, workspaceId)
  const identifiers = await whoIsMeant(db, order, async (scope, profileId) => (await holdProfile(scope, profileId))?.identifiers ?? [])
  const [erasedAt, intakeMark] = [await momentNow(db), await lastIntake(db, workspaceId)]
  for (const room of rooms) await room.erase?.(db, { workspaceId, identifiers })
  const mark = await putUpTombstones(db, order, { identifiers, erasedAt })
  await noteErasing(db, order, { identifiers, mark, removed, erasedAt, intakeMark })
  return true
}

type Read = (scope: { db: Db; workspaceId: number }, profileId: string) => Promise<Identifier[]>

/** A ledger names identifiers, whoever they belong to now; people name a profile, with all that belongs to it by then. */
async function whoIsMeant(db: Db, { workspaceId, profileId, erasing }: Erasure, read: Read): Promise<Identifier[]> {
  if (erasing) return erasing
  return profileId === null ? [] : read({ db, workspaceId }, profileId)
}

/** Returns the mark by which the request is remembered. */
async function putUpTombstones(
  db: Db,
  { workspaceId, profileId }: Erasure,
  gone: { identifiers: Identifier[]; erasedAt: Date },
): Promise<Buffer> {
  const key = await erasureKey(db)
  await insertTombstones(db, workspaceId, { marks: gone.identifiers.map(({ id }) => markOf(key, id)), erasedAt: gone.erasedAt })
  return markOf(key, profileId ?? gone.identifiers[0]?.id ?? '')
}

async function eraseFromElsewhere({ stores, rooms }: PrivacyDeps, db: Db): Promise<boolean> {
  const erasure = await holdErasure(db, 'erasing')
  if (!erasure) return false
  await eraseElsewhere({ stores, rooms }, erasure)
  await noteErased(db, erasure)
  const { workspaceId, orderedBy, requestId } = erasure
  if (orderedBy) await record(db, { workspaceId, by: orderedBy }, { verb: 'person.erased', kind: 'privacy_request', id: requestId })
  return true
}

/** Everything outside of PostgreSQL's transactions; to be repeated at will. */
export async function eraseElsewhere(
  { stores, rooms }: Pick<PrivacyDeps, 'stores' | 'rooms'>,
  { workspaceId, erasing }: Erasure,
): Promise<void> {
  if (!erasing || erasing.length === 0) return
  for (const room of rooms) await room.eraseElsewhere?.(stores, { workspaceId, identifiers: erasing })
}

/** How much there is of a person, by kind, from every room. */
export async function countOf({ stores, rooms }: Pick<PrivacyDeps, 'stores' | 'rooms'>, subject: Subject): Promise<Record<string, number>> {
  const counts = await Promise.all(rooms.map((room) => room.count(stores, subject)))
  return Object.assign({}, ...counts) as Record<string, number>
}
