import { ms } from '@percorso/contract'
import type { BackTestResult, Duration, FactMatch, ScoreModel } from '@percorso/contract'
import { backTest } from '@percorso/maths'
import type { Auc, AucDifference, TestedLead } from '@percorso/maths'
import { idAt, selectKnown } from '../../record/profiles/index.ts'
import { badRule, listsOf, mustBeSound, readyDefinition, selectFactsOf } from '../following/index.ts'
import type { Asking, PastFact, Ready, Scope } from '../following/index.ts'
import { compileMemory, compileStream, isKnownLeaf, momentIn, toMatched, wishOf } from '../rules/index.ts'
import type { At, MatchedFact, Person, Remembered } from '../rules/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { lastHeard } from './heard-facts.ts'
import { countPeople, selectKnownAt, selectMemberships } from './score-tables.ts'
import type { KnownRow } from './score-tables.ts'

/** Of more people than these a random part is asked, about as many. */
const PEOPLE_MAX = 20_000
const BATCH = 1_000

export type BackTestWish = { model: ScoreModel; at: string; outcome: FactMatch; within: Duration; newOnly: boolean }
type Model = Extract<Ready, { kind: 'model' }>
type Test = {
  ready: Model
  at: At
  until: number
  outcome: FactMatch
  isOutcome: (fact: MatchedFact) => boolean
  remember: (facts: PastFact[]) => Remembered
  newOnly: boolean
  sets: Map<number, ReadonlySet<string>>
}

/**
 * Whether a model, asked at a moment of the past, told who would convert afterwards: against chance, and against recency alone. Facts count up to that
 * moment; what is known of people is what is known today, which the answer says.
 */
export async function backTestModel(
  { warehouse, request, follower }: Asking,
  wish: BackTestWish,
  peopleMax = PEOPLE_MAX,
): Promise<BackTestResult> {
  const began = performance.now()
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    const draft = { kind: 'model' as const, key: '', what: wish.model }
    await mustBeSound(scope, draft)
    const { timeZone } = await follower.rulesetOf(scope)
    const ready = readyDefinition(draft, timeZone)
    const now = Date.parse(wish.at)
    const { outcome, newOnly } = wish
    const [isOutcome, remember] = [outcomeTest(outcome, timeZone), compileMemory(ready.needs, timeZone)]
    const [until, sets] = [now + ms(wish.within), await readSets(scope, ready)]
    const test = { ready, at: momentIn(timeZone, now), until, outcome, isOutcome, remember, newOnly, sets }
    const people = await countPeople(scope)
    const share = Math.min(1, peopleMax / Math.max(1, people))
    const known = await selectKnownAt(scope, new Date(now), share < 1 ? idAt(share) : null)
    const leads: TestedLead[] = []
    for (let from = 0; from < known.length; from += BATCH) leads.push(...(await testLeads(scope, test, known.slice(from, from + BATCH))))
    const { auc, recency, againstRecency, lift, bands, conversions } = backTest(leads)
    return {
      at: wish.at,
      people: leads.length,
      sampled: share < 1,
      conversions,
      auc: shownAuc(auc),
      recency: shownAuc(recency),
      difference: shownAuc(againstRecency),
      lift: lift.map(({ leads: some, ...point }) => ({ people: Math.round(some), ...point })),
      bands: bands.map(({ from, conversions: converted, n, share: rate, low, high }) => ({ from, people: n, conversions: converted, share: n === 0 ? 0 : rate, low, high })),
      usesToday: ready.leaves.some((leaf) => isKnownLeaf(leaf)),
      took_ms: Math.round(performance.now() - began),
    }
  })
} // prettier-ignore

async function testLeads(scope: Scope & { warehouse: Warehouse }, test: Test, people: KnownRow[]): Promise<TestedLead[]> {
  const { warehouse, workspaceId } = scope
  const { ready, at } = test
  const identifierIds = people.flatMap((person) => person.identifierIds)
  const names = [test.outcome, ...ready.needs.map(({ stream }) => stream.match)].map(({ fact }) => fact)
  const facts = await selectFactsOf(warehouse, {
    workspaceId,
    identifierIds,
    names: names.includes(undefined) ? null : (names as string[]),
  })
  const heard = await lastHeard(warehouse, { workspaceId, identifierIds, at: at.now })
  const ids = people.map(({ profileId }) => profileId)
  const known = await selectKnown(scope, ids, wishOf(ready.leaves))
  const segmentIds = ready.leaves.flatMap((leaf) => ('segment' in leaf ? leaf.segment : []))
  const memberships = await selectMemberships(scope, segmentIds, ids)
  const factsOf = Map.groupBy(facts, ({ id }) => id)
  return people.flatMap(({ profileId, identifierIds: own }) => {
    const lived = own.flatMap((id) => factsOf.get(id) ?? [])
    const outcomes = lived.filter((fact) => test.isOutcome(toMatched(fact))).map(({ time }) => time)
    if (test.newOnly && outcomes.some((time) => time <= at.now)) return []
    const inSets = [...test.sets].flatMap(([setId, members]) => (members.has(profileId) ? [setId] : []))
    const state = { ...known.get(profileId)!, segments: new Set(memberships.get(profileId)), sets: new Set(inSets) }
    const person: Person = { state, facts: test.remember(lived.filter(({ time }) => time <= at.now)) }
    const { scored } = ready.model.ask(person, at, undefined)
    if (!scored) return []
    const lastSeen = Math.max(...own.map((id) => heard.get(id) ?? -Infinity))
    return { score: scored.score, lastSeen, converted: outcomes.some((time) => time > at.now && time <= test.until) }
  })
}

/** Who is in the sets that a model asks for. */
async function readSets(scope: Scope, { leaves }: Ready): Promise<Test['sets']> {
  const sets: Test['sets'] = new Map()
  for (const setId of wishOf(leaves).sets) sets.set(setId, await listsOf(scope).set(setId))
  return sets
}

function outcomeTest(match: FactMatch, timeZone: string): Test['isOutcome'] {
  try {
    const eventOf = compileStream({ match, kind: 'time' }, timeZone)
    return (fact) => eventOf(fact) !== undefined
  } catch (error) {
    throw badRule(`This outcome cannot be understood: ${(error as Error).message}`)
  }
}

function shownAuc(auc: Auc | AucDifference | undefined): BackTestResult['auc'] {
  if (!auc) return null
  const value = 'auc' in auc ? auc.auc : auc.difference
  return { value, low: auc.low, high: auc.high, p: auc.p }
}
