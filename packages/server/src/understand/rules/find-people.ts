import type { SegmentWhere } from '@percorso/contract'
import { normaliseValue, selectKnown } from '../../record/profiles/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import type { At } from './calendar.ts'
import { selectAlike } from './people-facts.ts'
import type { Alike, Among } from './people-facts.ts'
import { selectEverybody, selectFounders, selectLateMoves } from './people-tables.ts'
import type { ReadScope } from './people-tables.ts'
import { planRule } from './plan-rule.ts'
import type { Plan } from './plan-rule.ts'

/** Who is in a segment or a set: ids of profiles. Asked only for those that a rule names. */
export type Lists = { segment(segmentId: number): Promise<ReadonlySet<string>>; set(setId: number): Promise<ReadonlySet<string>> }

/** Where people are found: one workspace in both stores. `db` sees that workspace. */
export type FindScope = ReadScope & { warehouse: Warehouse; lists: Lists }

/** So many founders are named to the warehouse one by one; for more, it looks at everybody. */
const FOUNDERS_MAX = 2_000
const KNOWN_BATCH = 10_000

/** The people for whom a rule holds at a moment, among all or among these: what the live evaluator would say, from what is stored. */
export async function findPeople(scope: FindScope, where: SegmentWhere, { at, ids }: { at: At; ids?: string[] }): Promise<string[]> {
  const plan = planRule(where, at, normaliseValue)
  const everybody = new Set(await selectEverybody(scope, ids))
  const founderIds = ids && (await selectFounders(scope, ids))
  const among = founderIds && founderIds.length <= FOUNDERS_MAX ? { founderIds } : {}
  const found: string[] = []
  for (const { holds, ids: alike } of await askFacts(scope, plan, { at, among })) {
    const there = alike.filter((id) => everybody.delete(id))
    found.push(...(await judgeAlike(scope, plan, { holds, ids: there })))
  }
  found.push(...(await judgeAlike(scope, plan, { holds: plan.ofNothing, ids: [...everybody] })))
  return found
}

/** What the warehouse says of everybody who did anything that a rule is about. */
export async function askFacts(scope: FindScope, plan: Plan, { at, among }: { at: At; among: Among }): Promise<Alike[]> {
  if (plan.facts.length === 0 && among.below === undefined) return []
  const { warehouse, workspaceId } = scope
  return selectAlike(warehouse, { workspaceId, at, leaves: plan.facts, late: await selectLateMoves(scope), among })
}

/** Those of these people for whom the rule holds. What is known of them is only read if it matters. */
export async function judgeAlike(scope: FindScope, plan: Plan, { holds, ids }: Alike): Promise<string[]> {
  const verdict = plan.verdict(holds)
  if (verdict !== undefined) return verdict ? ids : []
  const inLists = await readLists(scope, plan)
  const found: string[] = []
  for (let from = 0; from < ids.length; from += KNOWN_BATCH) {
    const known = await selectKnown(scope, ids.slice(from, from + KNOWN_BATCH), plan.wish)
    for (const person of known.values()) {
      if (plan.verdictFor(holds, { ...person, ...inLists(person.profileId) })) found.push(person.profileId)
    }
  }
  return found
}

/** Makes the function that tells which of a rule's lists somebody is in. */
async function readLists(
  { lists }: FindScope,
  { segments, wish: { sets } }: Plan,
): Promise<(id: string) => { segments: Set<number>; sets: Set<number> }> {
  const inSegments = await Promise.all(segments.map(async (segmentId) => [segmentId, await lists.segment(segmentId)] as const))
  const inSets = await Promise.all(sets.map(async (setId) => [setId, await lists.set(setId)] as const))
  const those = (all: readonly (readonly [number, ReadonlySet<string>])[], id: string) =>
    new Set(all.flatMap(([list, members]) => (members.has(id) ? [list] : [])))
  return (id) => ({ segments: those(inSegments, id), sets: those(inSets, id) })
}
