import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import fc from 'fast-check'
import { expect, inject, it } from 'vitest'
import { anyRule } from '../../../../contract/src/testing/any-rule.ts'
import { undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { anyHistory, historyWords, toCall, toDraft } from '../../testing/any-history.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import { naiveHolds } from '../../testing/naive-rule.ts'
import { readNaivePeople } from '../../testing/naive-people.ts'
import { findPeople, momentIn } from '../../understand/rules/index.ts'
import { listsOf } from '../../understand/following/index.ts'
import { createSegment } from '../../understand/segments/index.ts'
import { addMembers, createSet, takeMembersOut } from '../../understand/sets/index.ts'

// Random rules, random histories, any order of arrival, resends, merges and un-merges, uploads into sets, steps of the clock over a change to summer time, another time zone:
// who is in a segment is, whenever it is looked at, whom the naive reading of the rule means, and whom the warehouse finds.

const SEED = inject('seed')
const RUNS = inject('histories')
const RULES = 12
const TIME_ZONE = 'Europe/Warsaw'
/** Where the workspace goes to in the middle of each history. */
const OTHER_ZONE = 'America/New_York'
const START = Date.parse('2026-03-20T10:00:00Z')
const HOUR = 3_600_000

const stores = await testStores()

const KINDS = ['trait', 'accountTrait', 'profile', 'identifier', 'account', 'count', 'count', 'measure', 'edge', 'time', 'sequence', 'stopped', 'regularly', 'bucket', 'set', 'consent'] as const // prettier-ignore
const plainRules = anyRule({ ...historyWords, depth: 2, leaves: KINDS })
const nestedRules = anyRule({ ...historyWords, depth: 2, leaves: [...KINDS, 'segment'], segments: fc.constantFrom(1, 2) })

/** The rules of a run: the first two are plain, and others may name them. */
const ruleSets = fc.tuple(plainRules, plainRules, fc.array(nestedRules, { minLength: RULES - 2, maxLength: RULES - 2 }))

type Run = { steps: typeof anyHistory extends fc.Arbitrary<infer History> ? History : never; rules: SegmentWhere[] }

it(`is always whom the rule means (seed ${SEED})`, { timeout: 60_000 + RUNS * 6000 }, async () => {
  const runs = fc.sample(fc.record({ steps: anyHistory, ruleSets }), { seed: SEED, numRuns: RUNS })
  for (const [number, run] of runs.entries()) {
    const [first, second, others] = run.ruleSets
    await live({ steps: run.steps, rules: [first, second, ...others] }, number)
  }
})

async function live({ steps: story, rules }: Run, number: number): Promise<void> {
  const workspace = await buildWorkspace(stores, { timeZone: TIME_ZONE })
  const { workspaceId } = workspace
  const { clock, follower, request, send, work, moveTo } = createFollowing(stores, workspace, START)
  const changing = { request, follower, postgres: stores.postgres }
  const setIds: number[] = []
  for (const name of ['First', 'Second']) setIds.push(await createSet(request, { name, description: '' }))
  const segments: { segmentId: number; where: SegmentWhere; meant: SegmentWhere }[] = []
  const drafts: Parameters<typeof readNaivePeople>[2] = []
  const calls: Record<string, unknown>[] = []
  const define = async (from: number, to: number) => {
    for (const meant of rules.slice(from, to)) {
      const where = renamed(meant, { segmentIds: segments.map(({ segmentId }) => segmentId), setIds })
      const { segmentId } = await createSegment(request, { name: `Segment ${segments.length}`, description: '', rule: ruleOf(where) })
      segments.push({ segmentId, where, meant: renamed(meant, { segmentIds: [1, 2], setIds }) })
    }
  }
  await define(0, RULES / 2)
  let timeZone = TIME_ZONE
  for (const [place, step] of story.entries()) {
    if (place === 2) await moveTo((timeZone = OTHER_ZONE))
    if (place === 1) await define(RULES / 2, RULES) // these have to be filled
    if (step.upload) await upload(step.upload)
    const fresh = step.deeds.map((deed, index) => toDraft(deed, { messageId: `m-${place}-${index}`, now: clock.now() }))
    drafts.push(...fresh)
    const sent = fresh.map(toCall)
    calls.push(...sent)
    await send(step.resend ? [...sent.toReversed(), ...calls.slice(0, 10)] : sent)
    if (place % 2 === 0) await work()
    if (step.part) await keepApart(step.part)
    clock.advance(step.hours * HOUR)
    await work()
    await compare(`run ${number}, step ${place}`)
  }

  async function upload({ set, isIn, kind, numbers }: NonNullable<(typeof story)[number]['upload']>): Promise<void> {
    const values = numbers.map((n) => `${kind === 'user_id' ? 'u' : 'd'}${n}`)
    const { refused } = await (isIn ? addMembers : takeMembersOut)(changing, { setId: setIds[set - 1]!, kind, values })
    expect(refused).toEqual([])
  }

  async function keepApart([user, device]: [number, number]): Promise<void> {
    const [a, b] = [idOf(workspace, 'user_id', `u${user}`), idOf(workspace, 'anonymous_id', `d${device}`)]
    await request.inWorkspace((db) => undoMerge({ db, workspaceId }, { a, b }, 'test')).catch((error: { code?: string }) => {
      if (!['no_such_person', 'not_merged'].includes(error.code ?? '')) throw error
    }) // prettier-ignore
  }

  async function compare(when: string): Promise<void> {
    const people = await readNaivePeople(stores, workspace, drafts)
    const at = momentIn(timeZone, clock.now())
    for (const [place, { segmentId, meant }] of segments.entries()) {
      const meantPeople = people.filter((person) => naiveHolds(meant, person, at))
      if (place < 2) for (const { state } of meantPeople) (state.segments as Set<number>).add(place + 1)
      const ids = meantPeople.map(({ state }) => state.profileId).sort()
      const where = `${when}: ${JSON.stringify(meant)}`
      const found = await request.inWorkspace((db) => {
        const scope = { db, workspaceId, warehouse: stores.warehouse }
        const set = async (id: number) => listsOf(scope).set(id)
        return findPeople({ ...scope, lists: { segment: (id) => membersOf(workspaceId, id), set } }, segments[place]!.where, { at })
      })
      expect(found.sort(), `in the warehouse, ${where}`).toEqual(ids)
      expect([...(await membersOf(workspaceId, segmentId))].sort(), `live, ${where}`).toEqual(ids)
    }
  }
}

async function membersOf(workspaceId: number, segmentId: number): Promise<Set<string>> {
  const { rows } = await stores.postgres.system.query<{ id: string }>(
    'select profile_id as id from segment_members where workspace_id = $1 and segment_id = $2',
    [workspaceId, segmentId],
  )
  return new Set(rows.map(({ id }) => id))
}

type Ids = { segmentIds: number[]; setIds: number[] }

/** A rule with the ids that the first segments and the sets really have. */
function renamed(where: SegmentWhere, ids: Ids): SegmentWhere {
  if ('all' in where) return { all: where.all.map((part) => renamed(part, ids)) }
  if ('any' in where) return { any: where.any.map((part) => renamed(part, ids)) }
  if ('not' in where) return { not: renamed(where.not, ids) }
  if ('set' in where) return { set: ids.setIds[where.set - 1]! }
  return 'segment' in where ? { segment: ids.segmentIds[where.segment - 1]! } : (where satisfies SegmentRuleLeaf)
}
