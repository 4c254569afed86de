import { describe, expect, test } from 'vitest'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { troubleOf } from '../../record/collect/index.ts'
import type { SourceLately } from '../../record/collect/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, recordFacts, testActor, testStores } from '../../testing/index.ts'
import { lastVisit, noteLook } from './look-tables.ts'
import { readHome } from './read-home.ts'

const stores = await testStores()
const { postgres, warehouse } = stores
const workspace = await buildWorkspace(stores)
const { workspaceId } = workspace
const now = Date.parse('2026-06-10T12:00:00Z')
const request: WorkspaceRequest = {
  workspaceId,
  actor: 'Test',
  by: testActor,
  permissions: new Set(),
  session: { userId: 'ada', sessionId: 's', email: 'ada@example.org' },
  inWorkspace: (work) => inWorkspace(postgres, workspaceId, work),
}
const day = (n: number) => `2026-06-${String(n).padStart(2, '0')}T10:00:00Z`

test('home tells of facts, new and returning people since a time', async () => {
  await recordFacts(stores, workspace, [
    { who: { user_id: 'old' }, time: day(1) },
    { who: { user_id: 'back' }, time: day(1) },
    { who: { user_id: 'back' }, time: day(9) },
    { who: { user_id: 'new' }, time: day(8) },
    { who: { user_id: 'new' }, time: day(9) },
    { who: { user_id: 'crawler' }, time: day(9), bot: true },
  ])
  const home = await readHome(request, { warehouse, now, since: day(5) })
  expect(home).toMatchObject({
    since: new Date(day(5)).toISOString(),
    facts: 3,
    people: { fresh: { count: 1, exact: true }, returning: { count: 1, exact: true } },
    rejected: 0,
    sample: false,
  })
  expect(home.steps.filter(({ done }) => done).map(({ step }) => step)).toEqual(['create-source'])
})

test('whoever was never here is told of the last week; looks close together are one visit', async () => {
  expect((await readHome(request, { warehouse, now, since: undefined })).since).toBe(new Date(now - 7 * 24 * 3_600_000).toISOString())
  const look = () => request.inWorkspace((db) => noteLook({ db, workspaceId, userId: 'ada' }))
  const last = () => request.inWorkspace((db) => lastVisit({ db, workspaceId, userId: 'ada' }))
  const age = (hours: number) =>
    postgres.system.query(`update looks set looked_at = looked_at - make_interval(hours => $2) where workspace_id = $1`, [
      workspaceId,
      hours,
    ])
  await look()
  expect(await last()).toBeUndefined() // the first visit is still under way
  await age(5)
  const ended = (await last())!
  expect(Date.now() - ended).toBeGreaterThan(4 * 3_600_000)
  await look()
  await look()
  expect(await last()).toBe(ended)
})

describe('a source in trouble', () => {
  const HOUR = 3_600_000
  const fine = { sourceId: 1, name: 'Web', createdAt: 0, lastReceivedAt: now - HOUR, activeHours: 160, facts: 1000, rejected: 0 }
  const trouble = (change: Partial<SourceLately>) => troubleOf({ ...fine, ...change }, now).map((one) => one.trouble)

  test('is silent against its own habit', () => {
    expect(trouble({})).toEqual([])
    expect(trouble({ lastReceivedAt: now - 12 * HOUR })).toEqual(['silent'])
    expect(trouble({ lastReceivedAt: now - 12 * HOUR, activeHours: 8 })).toEqual([]) // speaks once a day
    expect(trouble({ lastReceivedAt: now - 900 * HOUR, activeHours: 0 })).toEqual([]) // an import of history, long done
  })

  test('has much of what it sends rejected, or never said a word', () => {
    expect(trouble({ rejected: 5 })).toEqual([])
    expect(trouble({ rejected: 50 })).toEqual(['rejecting'])
    expect(trouble({ lastReceivedAt: null })).toEqual(['never-heard'])
    expect(trouble({ lastReceivedAt: null, createdAt: now })).toEqual([])
  })
})
