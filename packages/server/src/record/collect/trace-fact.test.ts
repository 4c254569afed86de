import { expect, it } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, processAll, testActor, testStores } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { createIntake } from './intake.ts'
import { traceFact } from './trace-fact.ts'

const stores = await testStores()
const intake = createIntake(stores.postgres, () => {})
const receivedAt = Date.parse('2024-05-01T12:00:00Z')

function requestOf({ workspaceId }: TestWorkspace) {
  return {
    workspaceId,
    actor: 'test',
    by: testActor,
    permissions: new Set<never>(),
    inWorkspace: <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(stores.postgres, workspaceId, work),
  }
}

async function take({ workspaceId, sourceId }: TestWorkspace, batch: unknown[]): Promise<void> {
  const from = { workspaceId, sourceId, origin: 'live' as const, call: undefined, ip: undefined, userAgent: undefined }
  await intake.append({ ...from, receivedAt, facts: batch.length, body: Buffer.from(JSON.stringify({ batch })) })
  await processAll(stores)
}

const timestamp = '2024-05-01T11:00:00.000Z'
const identify = {
  type: 'identify',
  messageId: 'm1',
  anonymousId: 'device',
  userId: 'ada',
  timestamp,
  traits: { email: 'Ada@Example.com', plan: 'gold', phone: 'none' },
}

it('tells what became of a fact, step by step', async () => {
  const world = await buildWorkspace(stores)
  await take(world, [{ type: 'page', messageId: 'm0', anonymousId: 'device', timestamp: '2024-05-01T10:00:00Z', name: 'Home' }, identify])
  const place = { profileId: idOf(world, 'user_id', 'ada'), time: timestamp, messageId: 'm1' }
  const trace = await traceFact(requestOf(world), stores.warehouse, place)
  expect(trace).toMatchObject({
    fact: { type: 'identify', userId: 'ada', receivedAt: '2024-05-01T12:00:00.000Z', sourceId: world.sourceId },
    call: { type: 'identify', messageId: 'm1', userId: 'ada', anonymousId: 'device', traits: { plan: 'gold' } },
    time: { clamped: false },
    left: ['phone'],
    duplicate: { remembered: true, owner: true },
    row: { filedUnder: place.profileId, partition: '202405', types: { plan: 'String' } },
    applied: { profileId: place.profileId, accountId: '' },
  })
  expect(trace.identifiers.map(({ kind, value, profileId }) => [kind, value, profileId])).toEqual([
    ['user_id', 'ada', place.profileId],
    ['email', 'ada@example.com', place.profileId],
    ['anonymous_id', 'device', place.profileId],
  ])
  expect(trace.links.map(({ a, b, refused }) => [[a.kind, b.kind].sort(), refused])).toHaveLength(trace.links.length)
  expect(trace.links.length).toBeGreaterThan(0)
  expect(new Map(trace.applied.traits.map(({ key, standing }) => [key, standing]))).toEqual(
    new Map([
      ['email', true],
      ['plan', true],
      ['phone', true],
    ]),
  )

  await take(world, [{ ...identify, messageId: 'm2', timestamp: '2024-05-01T11:30:00Z', traits: { plan: 'silver' } }])
  const later = await traceFact(requestOf(world), stores.warehouse, place)
  expect(later.applied.traits.find(({ key }) => key === 'plan')).toEqual({ key: 'plan', standing: false })
})

it('says what was sent where a time could not be, and leaves crawlers with nobody', async () => {
  const world = await buildWorkspace(stores)
  const context = { userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }
  await take(world, [{ type: 'track', event: 'Seen', messageId: 'b1', userId: 'crawler', timestamp: 'yesterday', context }])
  const place = { profileId: idOf(world, 'user_id', 'crawler'), time: new Date(receivedAt).toISOString(), messageId: 'b1' }
  expect(await traceFact(requestOf(world), stores.warehouse, place)).toMatchObject({
    time: { clamped: true, sent: 'yesterday' },
    fact: { bot: true },
    applied: { profileId: null, traits: [] },
  })
})

it('finds nothing of another workspace', async () => {
  const [mine, theirs] = [await buildWorkspace(stores), await buildWorkspace(stores)]
  await take(theirs, [identify])
  const place = { profileId: idOf(theirs, 'user_id', 'ada'), time: timestamp, messageId: 'm1' }
  await expect(traceFact(requestOf(mine), stores.warehouse, place)).rejects.toMatchObject({ code: 'fact_not_found', status: 404 })
})
