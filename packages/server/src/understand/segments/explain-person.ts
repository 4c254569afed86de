import type { Because, Explained, SegmentRule, SegmentRuleLeaf } from '@percorso/contract'
import { leavesOf } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import { momentIn, wishOf } from '../rules/index.ts'
import type { CompiledRule } from '../rules/index.ts'
import type { Asking } from './ask-rules.ts'
import { theSegment } from './define-segment.ts'
import { createFollower } from './follow-facts.ts'
import { compiled } from './follow-rule.ts'
import { addKnown, asPerson, loadFollowed } from './load-people.ts'
import type { Followed } from './load-people.ts'
import { recallFacts } from './recall-facts.ts'
import { rejudgePeople } from './rejudge-people.ts'
import { selectMemberships, setChoice } from './read-tables.ts'
import type { Ruleset } from './ruleset.ts'
import { countUpRules } from './ruleset-tables.ts'
import type { Scope } from './ruleset-tables.ts'
import type { Warehouse } from '../../stores/index.ts'

export type Explanation = {
  member: boolean
  since: string | null
  because: Because | null
  byHand: 'in' | 'out' | null
  turnsAt: string | null
  why: Explained
}

const follower = createFollower(systemClock)

/** Why somebody is in a segment or is not, and when that would change by itself. */
export async function explainPerson({ warehouse, request }: Asking, segmentId: number, profileId: string): Promise<Explanation> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { rule } = await theSegment(scope, segmentId)
    const ruleset = await follower.rulesetOf(scope)
    const person = await thePerson(scope, ruleset, profileId)
    const why = await explain(scope, warehouse, { rule, ruleset, person })
    const membership = (await selectMemberships(scope, person.profileId)).find((one) => one.segmentId === segmentId)
    const choice = person.choices.get(segmentId)
    return {
      member: membership !== undefined,
      since: membership?.since.toISOString() ?? null,
      because: membership?.because ?? null,
      byHand: choice === undefined ? null : choice ? 'in' : 'out',
      turnsAt: choice === undefined ? why.turnsAt : null,
      why,
    }
  })
}

/** How a rule goes for one person, whether it is a segment's or not. */
export async function evaluateRule({ warehouse, request }: Asking, rule: SegmentRule, profileId: string): Promise<Explained> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const ruleset = await follower.rulesetOf(scope)
    return explain(scope, warehouse, { rule, ruleset, person: await thePerson(scope, ruleset, profileId) })
  })
}

async function thePerson(scope: Scope, ruleset: Ruleset, profileId: string): Promise<Followed> {
  const [person] = await loadFollowed(scope, { ...ruleset, hasChoices: true }, [profileId])
  if (!person) throw new PercorsoError('no_such_profile', 'There is no such person.', { status: 404 })
  return person
}

type Question = { rule: SegmentRule; ruleset: Ruleset; person: Followed }

/** Facts are read from the warehouse: what is remembered is enough to decide, but not to say “17 times”. */
async function explain(scope: Scope, warehouse: Warehouse, { rule, ruleset, person }: Question): Promise<Explained> {
  const ready: CompiledRule = compiled(rule, ruleset.timeZone)
  const leaves = leavesOf<SegmentRuleLeaf>(rule.where)
  await addKnown(scope, [person], [{ wish: wishOf(leaves) }])
  const members = new Set(person.memories.get(person.profileId)?.members)
  const facts = await recallFacts(warehouse, {
    ...scope,
    needs: ready.needs,
    identifierIds: [...person.memories.keys()],
    timeZone: ruleset.timeZone,
  })
  return ready.explain({ ...asPerson(person, ruleset, members), facts }, momentIn(ruleset.timeZone, systemClock.now()))
}

/** Takes somebody in or out by hand, whatever the rule says; null leaves it to the rule again. */
export async function decideByHand(
  asking: Asking,
  { segmentId, profileId, byHand }: { segmentId: number; profileId: string; byHand: 'in' | 'out' | null },
): Promise<Explanation> {
  const { workspaceId, inWorkspace, by } = asking.request
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theSegment(scope, segmentId)
    const person = await thePerson(scope, await follower.rulesetOf(scope), profileId)
    const choice = { segmentId, identifierIds: [...person.memories.keys()], identifierId: person.profileId, by: by.name }
    await setChoice(scope, { ...choice, isIn: byHand === null ? null : byHand === 'in' })
    await countUpRules(scope)
    await rejudgePeople(follower, scope, { ids: [person.profileId], because: { kind: 'people' } })
    const before = person.choices.get(segmentId)
    await record(db, { workspaceId, by }, { verb: 'segment.decide', kind: 'segment', id: segmentId, before: { byHand: before === undefined ? null : before ? 'in' : 'out' }, after: { byHand, profileId } }) // prettier-ignore
  })
  return explainPerson(asking, segmentId, profileId)
}
