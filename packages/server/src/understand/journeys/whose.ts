import type { JourneyQuestion } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { listsOf, mustBeSound } from '../following/index.ts'
import { findPeople, momentIn } from '../rules/index.ts'
import { tooMuch } from './ask-facts.ts'
import { selectAccountMembers, selectPeopleOf } from './journey-tables.ts'
import type { Scope } from './journey-tables.ts'

/** Of more people a random part is looked at. */
const PEOPLE_MAX = 100_000
const MEMBERS_MAX = 200_000

/** Ids of the people whose journeys are meant, and how many they would be. */
export type Whose = { ids: string[]; size: number }

/** Undefined if everybody's journeys are meant. Throws `no_such_segment`, and what a rule can be refused for. */
export async function whoseOf(scope: Scope & { warehouse: Warehouse }, question: JourneyQuestion, timeZone: string): Promise<Whose | undefined> {
  const { segmentId, who } = question
  if (segmentId === undefined && !who) return undefined
  if (!who) return ofSegment(scope, segmentId!, PEOPLE_MAX)
  await mustBeSound(scope, { kind: 'segment', key: '', what: who })
  const among = segmentId === undefined ? undefined : (await ofSegment(scope, segmentId, PEOPLE_MAX)).ids
  const at = momentIn(timeZone, systemClock.now())
  const found = await findPeople({ ...scope, lists: listsOf(scope) }, who.where, { at, ...(among && { ids: among }) })
  // Ids are hashes: the first of them are a random part.
  return { ids: found.sort().slice(0, PEOPLE_MAX), size: found.length }
} // prettier-ignore

async function ofSegment(scope: Scope, segmentId: number, limit: number): Promise<Whose> {
  const found = await selectPeopleOf(scope, { segmentId, limit })
  if (!found) throw new PercorsoError('no_such_segment', 'There is no such segment.', { status: 404 })
  return found
}

/** Who belongs to which account; somebody who belongs to several is in the journeys of each. */
export type Accounts = { people: string[]; accounts: string[] }

/** Throws `too_much` for more than 200,000 memberships. */
export async function accountsOf(scope: Scope): Promise<Accounts> {
  const found = await selectAccountMembers(scope, MEMBERS_MAX + 1)
  if (found.people.length > MEMBERS_MAX) throw tooMuch()
  return found
}

/** The people of these accounts, each once. */
export function membersOf({ people, accounts }: Accounts, meant: string[]): string[] {
  const among = new Set(meant)
  return [...new Set(people.filter((_, place) => among.has(accounts[place]!)))]
}
