import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import fc from 'fast-check'
import { expect, inject, it } from 'vitest'
import { anyRule } from '../../../../contract/src/testing/any-rule.ts'
import { anything } from '../../../../contract/src/testing/any-words.ts'
import { undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import { naiveHolds } from '../../testing/naive-rule.ts'
import { readNaivePeople } from '../../testing/naive-people.ts'
import { findPeople, momentIn } from '../rules/index.ts'
import { createSegment } from './define-segment.ts'

// Random rules, random histories, any order of arrival, resends, merges and un-merges, steps of the clock over a change to summer time: who is in a
// segment is, whenever it is looked at, whom the naive reading of the rule means, and whom the warehouse finds.

const SEED = inject('seed')
const RUNS = inject('histories')
const RULES = 12
const TIME_ZONE = 'Europe/Warsaw'
const START = Date.parse('2026-03-20T10:00:00Z')
const HOUR = 3_600_000

const stores = await testStores()

const scalars = fc.constantFrom<string | number | boolean>('gold', 'Łódź', '2026-03-29', 1, 2, 7.5, true)
const documents = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(scalars, fc.array(scalars, { maxLength: 2 }), fc.constant({ c: 7 })), {
  maxKeys: 2,
  noNullPrototype: true,
})
const whos = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ user_id: `u${n}` })),
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ anonymous_id: `d${n}` })),
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).map(([n, m]): Record<string, string> => ({ user_id: `u${n}`, anonymous_id: `d${m}` })),
) // prettier-ignore
/** `ago`: how long before it arrives it happened, in hours. */
const deeds = fc.record({
  who: whos,
  ago: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 72 }), fc.integer({ min: 0, max: 9000 })),
  event: fc.constantFrom('Viewed', 'Viewed', 'Ordered', 'Ordered', 'identify'),
  document: documents,
  account: fc.constantFrom(undefined, undefined, undefined, 'acme'),
})
const steps = fc.array(
  fc.record({
    deeds: fc.array(deeds, { maxLength: 12 }),
    hours: fc.constantFrom(0, 1, 12, 24, 24 * 7, 24 * 9, 24 * 31),
    resend: fc.boolean(),
    part: fc.option(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { nil: undefined }),
  }),
  { minLength: 3, maxLength: 5 },
)

const words = {
  facts: fc.constantFrom('Viewed', 'Ordered', 'identify'),
  types: fc.constantFrom('track' as const, 'identify' as const),
  properties: fc.constantFrom('a', 'b', 'b.c'),
  traits: fc.constantFrom('a', 'b'),
  accountTraits: fc.constant('a'),
  identifiers: fc.constantFrom('user_id', 'anonymous_id'),
  values: scalars,
  texts: fc.constantFrom('gold', 'ó', 'u1', 'ac'),
  patterns: fc.constantFrom('^g', 'Ł'),
  numbers: fc.constantFrom(0, 1, 2, 7.5, 10),
  counts: fc.integer({ min: 0, max: 3 }),
  days: fc.constantFrom(1, 9, 400),
  durations: fc.constantFrom<{ n: number; unit: 'hours' | 'days' | 'weeks' }>({ n: 12, unit: 'hours' }, { n: 1, unit: 'days' }, { n: 9, unit: 'days' }, { n: 8, unit: 'weeks' }),
  instants: fc.constantFrom('2026-03-29', '2026-03-28T23:00:00Z', '2026-04-02', '2025-12-01'),
  salts: fc.constant('salt'),
  ops: anything.ops,
} // prettier-ignore
const KINDS = ['trait', 'accountTrait', 'profile', 'identifier', 'account', 'count', 'count', 'measure', 'edge', 'time', 'sequence', 'stopped', 'regularly', 'bucket'] as const // prettier-ignore
const plainRules = anyRule({ ...words, depth: 2, leaves: KINDS })
const nestedRules = anyRule({ ...words, depth: 2, leaves: [...KINDS, 'segment'], segments: fc.constantFrom(1, 2) })

/** The rules of a run: the first two are plain, and others may name them. */
const ruleSets = fc.tuple(plainRules, plainRules, fc.array(nestedRules, { minLength: RULES - 2, maxLength: RULES - 2 }))

type Run = { steps: ReturnType<typeof fc.sample<typeof steps extends fc.Arbitrary<infer T> ? T : never>>[number]; rules: SegmentWhere[] }

it(`is always whom the rule means (seed ${SEED})`, { timeout: 60_000 + RUNS * 6000 }, async () => {
  const runs = fc.sample(fc.record({ steps, ruleSets }), { seed: SEED, numRuns: RUNS })
  for (const [number, run] of runs.entries()) {
    const [first, second, others] = run.ruleSets
    await live({ steps: run.steps, rules: [first, second, ...others] }, number)
  }
})

async function live({ steps: story, rules }: Run, number: number): Promise<void> {
  const workspace = await buildWorkspace(stores, { timeZone: TIME_ZONE })
  const { workspaceId } = workspace
  const { clock, request, send, work } = createFollowing(stores, workspace, START)
  const segments: { segmentId: number; where: SegmentWhere; meant: SegmentWhere }[] = []
  const drafts: Parameters<typeof readNaivePeople>[2] = []
  const calls: Record<string, unknown>[] = []
  const define = async (from: number, to: number) => {
    for (const meant of rules.slice(from, to)) {
      const where = renamed(meant, segments.map(({ segmentId }) => segmentId)) // prettier-ignore
      const { segmentId } = await createSegment(request, { name: `Segment ${segments.length}`, description: '', rule: ruleOf(where) })
      segments.push({ segmentId, where, meant })
    }
  }
  await define(0, RULES / 2)
  for (const [place, step] of story.entries()) {
    if (place === 1) await define(RULES / 2, RULES) // these have to be filled
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

  async function keepApart([user, device]: [number, number]): Promise<void> {
    const [a, b] = [idOf(workspace, 'user_id', `u${user}`), idOf(workspace, 'anonymous_id', `d${device}`)]
    await request.inWorkspace((db) => undoMerge({ db, workspaceId }, { a, b }, 'test')).catch((error: { code?: string }) => {
      if (!['no_such_person', 'not_merged'].includes(error.code ?? '')) throw error
    }) // prettier-ignore
  }

  async function compare(when: string): Promise<void> {
    const people = await readNaivePeople(stores, workspace, drafts)
    const at = momentIn(TIME_ZONE, clock.now())
    for (const [place, { segmentId, meant }] of segments.entries()) {
      const meantPeople = people.filter((person) => naiveHolds(meant, person, at))
      if (place < 2) for (const { state } of meantPeople) (state.segments as Set<number>).add(place + 1)
      const ids = meantPeople.map(({ state }) => state.profileId).sort()
      const where = `${when}: ${JSON.stringify(meant)}`
      const lists = { segment: async (id: number) => membersOf(workspaceId, id), set: async () => new Set<string>() }
      const found = await request.inWorkspace((db) =>
        findPeople({ db, workspaceId, warehouse: stores.warehouse, lists }, segments[place]!.where, { at }),
      )
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

/** A rule with the ids that the first segments really have. */
function renamed(where: SegmentWhere, ids: number[]): SegmentWhere {
  if ('all' in where) return { all: where.all.map((part) => renamed(part, ids)) }
  if ('any' in where) return { any: where.any.map((part) => renamed(part, ids)) }
  if ('not' in where) return { not: renamed(where.not, ids) }
  return 'segment' in where ? { segment: ids[where.segment - 1]! } : (where satisfies SegmentRuleLeaf)
}

type Deed = { who: Record<string, string>; ago: number; event: string; document: Record<string, unknown>; account: string | undefined }

function toDraft({ who, ago, event, document, account }: Deed, { messageId, now }: { messageId: string; now: number }) {
  const isTrack = event !== 'identify'
  return {
    who,
    time: new Date(now - ago * HOUR).toISOString(),
    messageId,
    ...(isTrack ? { event, properties: document } : { traits: document }),
    ...(account !== undefined && { accountId: account }),
  }
}

function toCall({
  who,
  time,
  messageId,
  event,
  properties,
  traits,
  accountId,
}: ReturnType<typeof toDraft> & { event?: string; properties?: object; traits?: object }) {
  return {
    messageId,
    timestamp: time,
    ...(who['user_id'] && { userId: who['user_id'] }),
    ...(who['anonymous_id'] && { anonymousId: who['anonymous_id'] }),
    ...(accountId && { context: { groupId: accountId } }),
    ...(event ? { type: 'track', event, properties } : { type: 'identify', traits }),
  }
}
