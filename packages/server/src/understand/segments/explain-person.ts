import type { Because, Explained, SegmentRule } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { countUpRules, loadPerson, readyDefinition, recallPerson, rejudgePeople } from '../following/index.ts'
import type { Asking, Followed, Ruleset, Scope } from '../following/index.ts'
import { momentIn } from '../rules/index.ts'
import { theSegment } from './define-segment.ts'
import { selectMemberships, setChoice } from './read-tables.ts'

export type Explanation = {
  member: boolean
  since: string | null
  because: Because | null
  byHand: 'in' | 'out' | null
  turnsAt: string | null
  why: Explained
}

/** Why somebody is in a segment or is not, and when that would change by itself. */
export async function explainPerson({ warehouse, request, follower }: Asking, segmentId: number, profileId: string): Promise<Explanation> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { rule } = await theSegment(scope, segmentId)
    const ruleset = await follower.rulesetOf(scope)
    const person = await loadPerson(scope, ruleset, profileId)
    const why = await explain({ ...scope, warehouse }, { rule, ruleset, person })
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
export async function evaluateRule({ warehouse, request, follower }: Asking, rule: SegmentRule, profileId: string): Promise<Explained> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const ruleset = await follower.rulesetOf(scope)
    return explain({ ...scope, warehouse }, { rule, ruleset, person: await loadPerson(scope, ruleset, profileId) })
  })
}

type Question = { rule: SegmentRule; ruleset: Ruleset; person: Followed }

async function explain(scope: Scope & { warehouse: Warehouse }, { rule, ruleset, person }: Question): Promise<Explained> {
  const ready = readyDefinition({ kind: 'segment', key: '', what: rule }, ruleset.timeZone)
  const known = await recallPerson(scope, person, { ...ready, ruleset })
  return ready.rule.explain(known, momentIn(ruleset.timeZone, systemClock.now()))
}

/** Takes somebody in or out by hand, whatever the rule says; null leaves it to the rule again. */
export async function decideByHand(
  asking: Asking,
  { segmentId, profileId, byHand }: { segmentId: number; profileId: string; byHand: 'in' | 'out' | null },
): Promise<Explanation> {
  const { workspaceId, inWorkspace, by } = asking.request
  const { follower } = asking
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await theSegment(scope, segmentId)
    const person = await loadPerson(scope, await follower.rulesetOf(scope), profileId)
    const choice = { segmentId, identifierIds: [...person.memories.keys()], identifierId: person.profileId, by: by.name }
    await setChoice(scope, { ...choice, isIn: byHand === null ? null : byHand === 'in' })
    await countUpRules(scope)
    await rejudgePeople(follower, scope, { ids: [person.profileId], because: { kind: 'people' } })
    const before = person.choices.get(segmentId)
    await record(db, { workspaceId, by }, { verb: 'segment.decide', kind: 'segment', id: segmentId, before: { byHand: before === undefined ? null : before ? 'in' : 'out' }, after: { byHand, profileId } }) // prettier-ignore
  })
  return explainPerson(asking, segmentId, profileId)
}
