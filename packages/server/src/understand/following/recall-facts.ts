import type { SegmentRuleLeaf } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { compileMemory, wishOf } from '../rules/index.ts'
import type { Need, Person, Remembered } from '../rules/index.ts'
import { selectFactsOf } from './fill-facts.ts'
import { addKnown, asPerson, loadFollowed } from './load-people.ts'
import type { Followed } from './load-people.ts'
import type { Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'

/** One person, by the id of any of their identifiers. */
export async function loadPerson(scope: Scope, ruleset: Ruleset, profileId: string): Promise<Followed> {
  const [person] = await loadFollowed(scope, { ...ruleset, hasChoices: true }, [profileId])
  if (!person) throw new PercorsoError('no_such_profile', 'There is no such person.', { status: 404 })
  return person
}

type Wanted = { ruleset: Ruleset; needs: Need[]; leaves: SegmentRuleLeaf[] }

/**
 * Somebody as rules ask about them, with all of their facts, read from the warehouse: what is remembered is enough to decide, but not to say “17 times”.
 */
export async function recallPerson(
  scope: Scope & { warehouse: Warehouse },
  person: Followed,
  { ruleset, needs, leaves }: Wanted,
): Promise<Person> {
  await addKnown(scope, [person], [{ wish: wishOf(leaves) }])
  const members = new Set(person.memories.get(person.profileId)?.members)
  const facts = await recallFacts(scope, { needs, identifierIds: [...person.memories.keys()], timeZone: ruleset.timeZone })
  return { ...asPerson(person, ruleset, members), facts }
}

type Recall = { needs: Need[]; identifierIds: string[]; timeZone: string }

async function recallFacts(
  { warehouse, workspaceId }: Scope & { warehouse: Warehouse },
  { needs, identifierIds, timeZone }: Recall,
): Promise<Remembered> {
  const names = needs.map(({ stream }) => stream.match.fact)
  const wanted = names.includes(undefined) ? null : (names as string[])
  const facts = needs.length > 0 ? await selectFactsOf(warehouse, { workspaceId, identifierIds, names: wanted }) : []
  return compileMemory(needs, timeZone)(facts)
}
