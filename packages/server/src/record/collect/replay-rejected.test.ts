import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, processAll, testActor, testStores } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { createIntake } from './intake.ts'
import { countOutcomes } from './rejected-tables.ts'
import { listReasons, listRejected } from './rejected.ts'
import { replayRejected } from './replay-rejected.ts'
import { createReadStats } from './stats.ts'

const stores = await testStores()
const intake = createIntake(stores.postgres, () => {})

function requestOf({ workspaceId }: TestWorkspace) {
  return {
    workspaceId,
    actor: 'test',
    by: testActor,
    permissions: new Set<never>(),
    inWorkspace: <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(stores.postgres, workspaceId, work),
  }
}

async function send({ workspaceId, sourceId }: TestWorkspace, facts: unknown[]): Promise<void> {
  const from = { workspaceId, sourceId, origin: 'live' as const, call: undefined, ip: undefined, userAgent: undefined }
  const body = Buffer.from(JSON.stringify({ batch: facts }))
  await intake.append({ ...from, receivedAt: Date.parse('2024-05-01T00:00:00Z'), facts: facts.length, body })
}

const fact = (messageId: string | undefined, event: string) => ({ type: 'track', event, userId: 'ada', ...(messageId && { messageId }) })

describe('rejected facts', () => {
  it('are listed by reason, replayed once, and a second replay counts nothing twice', async () => {
    const world = await buildWorkspace(stores)
    const request = requestOf(world)
    const { workspaceId } = world
    await send(world, [fact('m1', 'Seen'), fact('m1', 'Bought'), { type: 'track', userId: 'ada' }])
    await processAll(stores)
    const reasons = await inWorkspace(stores.postgres, workspaceId, (db) => listReasons({ db, workspaceId }))
    expect(new Map(reasons.map(({ reason, facts }) => [reason, facts]))).toEqual(
      new Map([
        ['event-missing', 1],
        ['message-id-reused', 1],
      ]),
    )
    const { items } = await inWorkspace(stores.postgres, workspaceId, (db) => listRejected({ db, workspaceId }, { limit: 50 }))
    expect(items.map(({ payload }) => JSON.parse(payload) as unknown)).toContainEqual({ type: 'track', userId: 'ada' })

    expect(await replayRejected(request, intake, { reason: 'message-id-reused' })).toBe(1)
    await processAll(stores)
    expect(await createReadStats(stores.warehouse)(request)).toMatchObject({
      facts: 2,
      profiles: 1,
      rejected: 1,
      intakePending: 0,
      duplicates: 0,
    })
    expect(await replayRejected(request, intake, { reason: 'message-id-reused' })).toBe(0)

    // As if the process had died between appending and marking.
    await stores.postgres.system.query('update rejected set replayed_at = null where workspace_id = $1', [workspaceId])
    await replayRejected(request, intake, { reason: 'message-id-reused' })
    await processAll(stores)
    expect(await createReadStats(stores.warehouse)(request)).toMatchObject({ facts: 2, duplicates: 1, rejected: 1 })
  })

  it('of another workspace cannot be replayed', async () => {
    const [mine, theirs] = [await buildWorkspace(stores), await buildWorkspace(stores)]
    await send(theirs, [{ type: 'track', userId: 'ada' }])
    await processAll(stores)
    const { workspaceId } = theirs
    const { items } = await inWorkspace(stores.postgres, workspaceId, (db) => listRejected({ db, workspaceId }, { limit: 50 }))
    expect(items).toHaveLength(1)
    expect(await replayRejected(requestOf(mine), intake, { rejectedIds: [items[0]!.rejectedId] })).toBe(0)
  })

  it('show what became of them when they were replayed', async () => {
    const world = await buildWorkspace(stores)
    const { workspaceId, sourceId } = world
    const since = new Date(Date.now() - 1000).toISOString()
    const inside = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(stores.postgres, workspaceId, work)
    const outcomes = () => inside((db) => countOutcomes({ db, workspaceId }, since))
    // One that can be taken under an id of its own, two that will be rejected again, one that is no fact at all.
    await send(world, [
      fact('m1', 'Seen'),
      fact('m1', 'Bought'),
      { type: 'track', userId: 'ada', messageId: 'm2' },
      { type: 'page' },
      'hello',
    ])
    await processAll(stores)
    const reasons = await inside((db) => listReasons({ db, workspaceId }, sourceId))
    expect(reasons.find(({ reason }) => reason === 'not-an-object')).toMatchObject({ replayable: false, sample: '"hello"' })
    expect(await inside((db) => listReasons({ db, workspaceId }, sourceId + 1))).toEqual([])

    expect(await replayRejected(requestOf(world), intake, { sourceId: sourceId + 1 })).toBe(0)
    expect(await replayRejected(requestOf(world), intake, { sourceId })).toBe(3)
    expect(await outcomes()).toEqual({ waiting: 3, taken: 0, rejected: 0 })
    await processAll(stores)
    expect(await outcomes()).toEqual({ waiting: 0, taken: 1, rejected: 2 })
    const list = async (search: object) => (await inside((db) => listRejected({ db, workspaceId }, { limit: 50, ...search }))).items
    expect((await list({ state: 'replayed', reason: 'message-id-reused' })).map(({ outcome }) => outcome)).toEqual(['taken'])
    expect((await list({ state: 'replayed', text: 'M2' })).map(({ outcome, messageId }) => [outcome, messageId])).toEqual([
      ['rejected', 'm2'],
    ])
    expect(await list({ state: 'open', text: 'hello' })).toMatchObject([{ outcome: null }])
    expect(await list({ text: '%' })).toEqual([])
  })
})
