import { call } from '@orpc/server'
import type { SegmentWhere } from '@percorso/contract'
import { expect, it } from 'vitest'
import { joinByHand, readProfile, undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import type { Said } from '../../testing/following.ts'
import { createSegment, segmentRoutes } from '../../understand/segments/index.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const DAY = 86_400_000

async function living() {
  const workspace = await buildWorkspace(stores)
  const world = createFollowing(stores, workspace, START)
  const { request: context, follower, send, work } = world
  const { workspaceId } = workspace
  const segments = segmentRoutes({ ...stores, follower }).segments
  return {
    ...world,
    scope: { workspaceId },
    id: (kind: string, value: string) => idOf(workspace, kind, value),
    say: async (...calls: Said[]) => {
      await send(calls)
      await work()
    },
    define: async (where: SegmentWhere) => {
      const { segmentId } = await createSegment(context, { name: JSON.stringify(where), description: '', rule: ruleOf(where) })
      await work()
      return async () => {
        const { items } = await call(segments.members, { segmentId, limit: 200 }, { context })
        return items.map(({ head, because }) => [head.value, because]).sort(([a], [b]) => (a! < b! ? -1 : 1))
      }
    },
    explain: (where: SegmentWhere, profileId: string) => call(segments.evaluate, { rule: ruleOf(where), profileId }, { context }),
    consentsOf: async (profileId: string) => {
      const { consents } = await context.inWorkspace((db) => readProfile({ db, workspaceId }, profileId))
      return consents.map(({ purpose, given }) => [purpose, given])
    },
  }
}

const changed = (userId: string, given: unknown, more: object = {}) => ({
  userId,
  event: 'Consent Changed',
  properties: { purpose: 'newsletter', given },
  ...more,
})
const at = (ms: number) => ({ timestamp: new Date(ms).toISOString() })
const GIVEN: SegmentWhere = { consent: 'newsletter', op: 'given' }

it('lets people in when they agree and out when they withdraw, because of the fact that says so', async () => {
  const { say, define, clock } = await living()
  await say(changed('ada', true, { messageId: 'a1' }), changed('bo', false), changed('cy', 'perhaps'))
  const given = await define(GIVEN)
  const unknown = await define({ consent: 'newsletter', op: 'unknown' })
  expect((await given()).map(([who]) => who)).toEqual(['ada'])
  expect((await unknown()).map(([who]) => who)).toEqual(['cy'])
  clock.advance(1_000)
  await say(changed('ada', false, { messageId: 'a2' }), changed('bo', 'true', { messageId: 'b2' }))
  expect(await given()).toEqual([['bo', { kind: 'fact', messageId: 'b2', name: 'Consent Changed' }]])
})

it('goes by when it was said, not by when that arrives', async () => {
  const { say, consentsOf, id } = await living()
  await say(changed('ada', false, at(START - DAY)))
  await say(changed('ada', true, at(START - 2 * DAY)))
  expect(await consentsOf(id('user_id', 'ada'))).toEqual([['newsletter', false]])
  await say(changed('ada', true, at(START - DAY / 2)))
  expect(await consentsOf(id('user_id', 'ada'))).toEqual([['newsletter', true]])
})

it('turns by itself when what was said grows old, and can tell when', async () => {
  const { say, define, clock, work, explain, id } = await living()
  const rule: SegmentWhere = { consent: 'newsletter', op: 'given', within: { last: { n: 30, unit: 'days' } } }
  const recent = await define(rule)
  await say(changed('ada', true))
  expect(await recent()).toHaveLength(1)
  expect(await explain(rule, id('user_id', 'ada'))).toMatchObject({
    found: { given: true, saidAt: new Date(START).toISOString() },
  })
  clock.advance(30 * DAY - 1)
  await work()
  expect(await recent()).toHaveLength(1)
  clock.advance(1)
  await work()
  expect(await recent()).toEqual([])
})

it('is what a consent manager says of all purposes', async () => {
  const { say, consentsOf, id } = await living()
  const consent = { categoryPreferences: { Advertising: false, newsletter: true } }
  await say({ userId: 'ada', event: 'Segment Consent Preference Updated', context: { consent } })
  await say({ userId: 'ada', event: 'Seen', context: { consent: { categoryPreferences: { Advertising: true } } } })
  expect(await consentsOf(id('user_id', 'ada'))).toEqual([
    ['Advertising', false],
    ['newsletter', true],
  ])
})

it('goes where people go: merged, the last word of all holds; parted, each has their own again', async () => {
  const { say, define, work, request, scope, id, consentsOf, clock } = await living()
  await say(changed('ada', true), { anonymousId: 'phone', event: 'Seen' })
  const given = await define(GIVEN)
  clock.advance(1_000)
  await say({ ...changed('', false), userId: undefined, anonymousId: 'phone' })
  const pair = { a: id('user_id', 'ada'), b: id('anonymous_id', 'phone') }
  await request.inWorkspace((db) => joinByHand({ db, ...scope }, pair, { at: clock.now(), messageId: 'join', sourceId: 1 }))
  await work()
  expect(await consentsOf(pair.a)).toEqual([['newsletter', false]])
  expect(await given()).toEqual([])
  await request.inWorkspace((db) => undoMerge({ db, ...scope }, pair, 'Eve'))
  await work()
  expect(await consentsOf(pair.a)).toEqual([['newsletter', true]])
  expect(await consentsOf(pair.b)).toEqual([['newsletter', false]])
  expect((await given()).map(([who]) => who)).toEqual(['ada'])
})
