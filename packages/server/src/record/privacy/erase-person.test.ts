import { call } from '@orpc/server'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { systemClock, virtualClock } from '../../ground/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, processAll, silentLog, testActor, testStores } from '../../testing/index.ts'
import { collectedData, createIntake, createPipeline, formChunk, processChunk, registerCollection } from '../collect/index.ts'
import { identifierId, peopleData, profileRoutes } from '../profiles/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { erasePeople } from './erase-person.ts'
import { keepHouse } from './keep-house.ts'
import { applyLedger, readLedger, writeLedger } from './ledger.ts'
import { deleteSample } from './delete-sample.ts'
import { requestData } from './own-data.ts'
import { listRequests, noteRequest, orderPerson } from './requests.ts'
import { replaceRules } from './retention-tables.ts'
import { updateMayReturn } from './tables.ts'

const stores = await testStores()
const { postgres, warehouse, dataDir } = stores
const rooms = [peopleData, collectedData, requestData]
const deps = { stores, rooms, log: silentLog }
const intake = createIntake(postgres, () => {})
await warehouse.command('alter table facts modify setting old_parts_lifetime = 1, cleanup_delay_period = 1, max_cleanup_delay_period = 1')
await warehouse.command(
  'alter table merged_profiles modify setting old_parts_lifetime = 1, cleanup_delay_period = 1, max_cleanup_delay_period = 1',
)

type Stored = Record<
  'identifiers' | 'links' | 'kept_apart' | 'accounts' | 'account_members' | 'rejected' | 'uncounted_facts' | 'consents' | 'facts',
  unknown[]
>

async function site() {
  const { workspaceId, sourceId, writeKey } = await buildWorkspace(stores)
  const context = {
    workspaceId,
    actor: 'Test',
    by: testActor,
    permissions: new Set<never>(),
    inWorkspace: (work: Parameters<WorkspaceRequest['inWorkspace']>[0]) => inWorkspace(postgres, workspaceId, work),
  } as WorkspaceRequest
  const arrive = async (facts: object[], origin: 'live' | 'import' = 'live', receivedAt = Date.now()) => {
    const body = Buffer.from(JSON.stringify({ batch: facts }))
    await intake.append({
      workspaceId,
      sourceId,
      origin,
      call: undefined,
      receivedAt,
      facts: facts.length,
      ip: undefined,
      userAgent: undefined,
      body,
    })
  }
  const take = async (...arrival: Parameters<typeof arrive>) => {
    await arrive(...arrival)
    await processAll(stores)
  }
  const idOf = (kind: string, value: string) => identifierId(workspaceId, kind, value)
  const erase = async (kind: string, value: string) => {
    const order = await orderPerson(stores, context, { profileId: idOf(kind, value) })
    await erasePeople(deps)
    return order
  }
  /** Everything that is stored of a workspace, by table. */
  const everything = async (): Promise<Stored> => {
    const tables = ['identifiers', 'links', 'kept_apart', 'accounts', 'account_members', 'rejected', 'uncounted_facts', 'consents']
    const rows = await Promise.all(
      tables.map(async (table) => [
        table,
        (await postgres.system.query(`select * from ${table} t where workspace_id = $1 order by t::text`, [workspaceId])).rows,
      ]),
    )
    const facts = await warehouse.query(
      'select * except (chunk_id) from facts where workspace_id = {workspaceId:UInt32} order by message_id',
      { workspaceId },
    )
    return { ...(Object.fromEntries(rows) as Record<string, unknown[]>), facts } as Stored
  }
  return { workspaceId, sourceId, writeKey, context, arrive, take, idOf, erase, everything }
}

const DAY = '2026-01-10T10:00:00Z'
let made = 0
const seen = (who: object, more: object = {}) => ({
  type: 'track',
  event: 'Seen',
  messageId: `m${(made += 1)}`,
  timestamp: DAY,
  ...who,
  ...more,
})
const ada = () => [
  seen({ anonymousId: 'ada-phone' }),
  seen({ userId: 'ada', anonymousId: 'ada-phone' }, { context: { traits: { email: 'Ada@Example.org' } } }),
  { type: 'group', userId: 'ada', groupId: 'shared', messageId: `m${(made += 1)}`, timestamp: DAY },
  seen({ userId: 'ada' }, { event: 'Consent Changed', properties: { purpose: 'newsletter', given: true } }),
  seen({ userId: 'ada' }, { event: undefined }),
]
const bob = () => [
  seen({ userId: 'bob', anonymousId: 'bob-phone' }, { context: { traits: { email: 'bob@example.org' } } }),
  { type: 'group', userId: 'bob', groupId: 'shared', messageId: `m${(made += 1)}`, timestamp: DAY, traits: { name: 'Shared' } },
  seen({ userId: 'bob' }, { event: 'Consent Changed', properties: { purpose: 'newsletter', given: false } }),
  seen({ userId: 'bob' }, { event: undefined }),
]

it('leaves everybody else exactly as they were', async () => {
  const { take, erase, everything, context } = await site()
  await take(bob())
  const withoutAda = await everything()
  await take(ada())
  expect(await everything()).not.toEqual(withoutAda)
  await erase('email', 'ada@example.org')
  const after = await everything()
  // The account they shared has her facts counted still, and was seen when she was.
  expect({ ...after, accounts: [] }).toEqual({ ...withoutAda, accounts: [] })
  expect(after.accounts).toHaveLength(1)
  expect(await listRequests(context, { limit: 10 })).toMatchObject({
    items: [
      {
        kind: 'erasure',
        status: 'done',
        erasure: 'erased',
        profileId: null,
        removed: { identifiers: 3, facts: 4, consents: 1, rejected: 1 },
      },
    ],
  })
})

it('keeps away what is imported, sent or replayed again, whatever it is found by, and counts it', async () => {
  const { take, erase, everything, workspaceId } = await site()
  await take([seen({ userId: 'ada' }, { event: undefined, messageId: 'broken' })])
  await take(ada())
  const before = await postgres.system.query('select rejected_id, payload from rejected where workspace_id = $1', [workspaceId])
  await erase('user_id', 'ada')
  expect(before.rowCount).toBe(2)
  expect((await everything()).rejected).toEqual([])
  await take(
    [seen({ anonymousId: 'ada-phone' }), seen({ userId: 'new' }, { context: { traits: { email: 'ADA@example.org ' } } })],
    'import',
  )
  await take([{ type: 'alias', userId: 'other', previousId: 'ada', messageId: 'alias', timestamp: DAY }])
  await take([{ type: 'identify', userId: 'ada', traits: { name: 'Ada' }, messageId: 'undated' }], 'import')
  await take([
    seen({ userId: 'x' }, { event: undefined, properties: { mail: 'ada@example.org' } }),
    { type: 'what', context: { traits: { email: 'ada@example.org' } } },
  ])
  expect(await everything()).toEqual({
    identifiers: [],
    consents: [],
    links: [],
    kept_apart: [],
    accounts: [],
    account_members: [],
    rejected: [],
    uncounted_facts: [],
    facts: [],
  })
  const { rows } = await postgres.system.query<{ erased: number }>(
    'select sum(erased)::int as erased from source_counts where workspace_id = $1',
    [workspaceId],
  )
  expect(rows[0]?.erased).toBe(6)
})

it('keeps nothing of a batch that is too large to take and names somebody who was erased', async () => {
  const { take, erase, everything, writeKey } = await site()
  await take(ada())
  const door = Fastify()
  registerCollection(door, { intake, postgres, clock: systemClock, pressure: { refusal: () => undefined }, log: silentLog })
  const tooLarge = async (userId: string) => {
    const payload = { batch: [{ type: 'track', event: 'Seen', userId, properties: { more: 'x'.repeat(600_000) } }] }
    const { statusCode } = await door.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}` },
      payload,
    })
    expect(statusCode).toBe(413)
  }
  await tooLarge('ada')
  expect((await everything()).rejected).toHaveLength(2)
  await erase('user_id', 'ada')
  expect((await everything()).rejected).toEqual([])
  await tooLarge('ada')
  await tooLarge('bob')
  expect((await everything()).rejected).toHaveLength(1)
})

it('lets somebody begin anew with what happens after, unless nobody is to return', async () => {
  const { take, erase, everything, workspaceId } = await site()
  await take(ada())
  await erase('user_id', 'ada')
  const now = new Date(Date.now() + 1000).toISOString()
  await take([seen({ userId: 'ada' }, { timestamp: now })], 'live', Date.now() + 2000)
  expect((await everything()).identifiers).toMatchObject([{ value: 'ada', facts: 1, traits: {} }])
  await take([seen({ userId: 'ada' })], 'live', Date.now() + 2000) // of before, late
  expect((await everything()).identifiers).toMatchObject([{ facts: 1 }])
  await erase('user_id', 'ada')
  await updateMayReturn({ db: postgres.system, workspaceId }, false)
  await take([seen({ userId: 'ada' }, { timestamp: new Date(Date.now() + 9000).toISOString() })], 'live', Date.now() + 10_000)
  expect((await everything()).identifiers).toEqual([])
})

it('catches what is under way: waiting in the intake, in a formed chunk, in the warehouse but not yet in PostgreSQL', async () => {
  const { arrive, take, erase, everything } = await site()
  await take(ada())
  await arrive([seen({ userId: 'ada' }, { messageId: 'waits' })])
  const pipeline = createPipeline(stores)
  const formed = (await formChunk(pipeline))!
  const halfDone = { ...pipeline, oneAtATime: () => Promise.reject(new Error('killed between the stores')) }
  await expect(processChunk(halfDone, formed.ref, formed.content)).rejects.toThrow('killed')
  await arrive([seen({ userId: 'ada' }, { messageId: 'waits-too' })])
  await erase('user_id', 'ada')
  await processChunk(pipeline, formed.ref)
  await processAll(stores)
  expect(await everything()).toMatchObject({ identifiers: [], links: [], facts: [] })
})

it('survives that people arrive while they are erased', async () => {
  const { take, arrive, erase, everything, idOf, context } = await site()
  await take(ada())
  const pipeline = createPipeline(stores)
  const arriving = (async () => {
    for (let n = 0; n < 30; n += 1) {
      await arrive([seen({ userId: 'ada' }), seen({ userId: `new-${n}`, anonymousId: 'ada-phone' }), seen({ userId: 'bob' })])
      const formed = await formChunk(pipeline)
      if (formed) await processChunk(pipeline, formed.ref, formed.content)
    }
  })()
  const undoing = undoMergeOf(context, idOf('user_id', 'ada'), idOf('anonymous_id', 'ada-phone'))
  await Promise.all([erase('user_id', 'ada'), erase('user_id', 'ada').catch(() => {}), arriving, undoing])
  await erase('anonymous_id', 'ada-phone').catch(() => {}) // if the merge was undone first, that is somebody of their own
  await processAll(stores)
  const { identifiers, facts } = await everything()
  expect(identifiers.map((row) => (row as { value: string }).value).filter((value) => value.startsWith('ada'))).toEqual([])
  // Whoever shared a device with her keeps their own facts, which name it.
  expect(facts.filter((row) => !/^(new|bob)/u.test((row as { user_id: string }).user_id))).toEqual([])
})

/** As somebody at work would, at the worst of moments; who is not there any more cannot be kept apart. */
async function undoMergeOf(context: WorkspaceRequest, a: string, b: string): Promise<unknown> {
  return call(profileRoutes(stores).merges.undo, { a, b }, { context }).catch((error: Error) =>
    expect(error.message).toMatch(/Nobody|one person/),
  )
}

it('goes on after it was killed at any step', async () => {
  const { take, context, idOf, everything } = await site()
  await take(ada())
  await orderPerson(stores, context, { profileId: idOf('user_id', 'ada') })
  const failing = (step: 'erase' | 'eraseElsewhere') => ({
    ...deps,
    rooms: [
      ...rooms,
      { ...rooms[0]!, erase: undefined, count: async () => ({}), [step]: () => Promise.reject(new Error(`killed in ${step}`)) } as never,
    ],
  })
  await expect(erasePeople(failing('erase'))).rejects.toThrow('killed in erase')
  expect((await everything()).identifiers).toHaveLength(3) // nothing has happened
  await expect(erasePeople(failing('eraseElsewhere'))).rejects.toThrow('killed in eraseElsewhere')
  expect((await everything()).identifiers).toEqual([])
  expect(await erasePeople(deps)).toBe(1)
  expect(await everything()).toMatchObject({ identifiers: [], facts: [], rejected: [] })
})

it('cleans files only when nothing waits, and forgets who it was', async () => {
  const { take, arrive, erase, workspaceId } = await site()
  await take(ada())
  await arrive([seen({ userId: 'ada' })])
  await erase('user_id', 'ada')
  const house = { ...deps, dataDir, clock: virtualClock(Date.now()) }
  expect((await keepHouse(house)).waiting).toEqual(['facts wait to be processed'])
  await processAll(stores)
  expect(await keepHouse(house)).toMatchObject({ waiting: [], refused: [] })
  const { rows } = await postgres.system.query('select erasure, erasing, profile_id, note from privacy_requests where workspace_id = $1', [
    workspaceId,
  ])
  expect(rows).toEqual([{ erasure: 'cleaned', erasing: null, profile_id: null, note: '' }])
}, 60_000)

it('takes what a person was named in out of the log of requests', async () => {
  const { take, erase, idOf, context } = await site()
  await take(ada())
  await noteRequest(context, { kind: 'access', profileId: idOf('user_id', 'ada'), note: 'Ada wrote on Monday' })
  const erasure = await noteRequest(context, { kind: 'erasure', profileId: idOf('user_id', 'ada'), note: 'and called' })
  await orderPerson(stores, context, { profileId: idOf('email', 'ada@example.org'), requestId: erasure.requestId })
  await erasePeople(deps)
  const { items } = await listRequests(context, { limit: 10 })
  expect(items.map(({ note, profileId }) => [note, profileId])).toEqual([['', null], ['', null]]) // prettier-ignore
  expect(new Set(items.map(({ mark }) => mark)).size).toBe(1)
  await expect(erase('user_id', 'ada')).rejects.toMatchObject({ code: 'no_such_person' })
})

it('brings erasures that a ledger knows of into a system that was restored from before', async () => {
  const { take, erase, everything, workspaceId } = await site()
  const facts = [...ada(), ...bob()]
  await take(facts)
  const before = await everything()
  await erase('user_id', 'ada')
  const withoutAda = await everything()
  const file = `${dataDir}/ledger.jsonl`
  await writeLedger(postgres, file)
  // As the restore of an older backup would: no tombstones, and everybody there.
  await postgres.system.query('delete from tombstones where workspace_id = $1', [workspaceId])
  await postgres.system.query('delete from seen_messages where workspace_id = $1', [workspaceId])
  await postgres.system.query('update workspaces set erasures = 0 where workspace_id = $1', [workspaceId])
  await take(facts)
  expect((await everything()).identifiers).toHaveLength(before.identifiers.length)
  expect(await applyLedger(postgres, await readLedger(file))).toBe(3)
  expect(await applyLedger(postgres, await readLedger(file))).toBe(0)
  await erasePeople(deps)
  expect(identifiersOf(await everything())).toEqual(identifiersOf(withoutAda))
})

function identifiersOf({ identifiers }: Stored): unknown[] {
  return identifiers.map((row) => (row as { value: string }).value)
}

it('removes facts when they are as old as their rules let them be', async () => {
  const { take, workspaceId, everything } = await site()
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  await take([
    seen({ userId: 'a' }, { event: 'Page 100%', timestamp: at(20) }),
    seen({ userId: 'a' }, { event: 'Page 100x', timestamp: at(20) }),
    seen({ userId: 'a' }, { event: 'Order', timestamp: at(400) }),
    seen({ userId: 'a' }, { event: 'Order', timestamp: at(4) }),
    { type: 'identify', userId: 'a', traits: { name: 'A' }, messageId: 'i', timestamp: at(20) },
  ])
  await replaceRules({ db: postgres.system, workspaceId }, [
    { what: 'fact', type: 'track', name: '*100%', days: 10 },
    { what: 'fact', type: null, name: null, days: 365 },
    { what: 'fact', type: 'identify', name: null, days: 30 },
  ])
  const { removed } = await keepHouse({ ...deps, dataDir, clock: virtualClock(Date.now()) })
  expect(removed).toBe(2)
  expect((await everything()).facts.map((row) => (row as { name: string }).name).sort()).toEqual(['Order', 'Page 100x', 'identify'])
}, 60_000)

it('empties a workspace of sample data, and no other', async () => {
  const { take, context, everything, workspaceId } = await site()
  const other = await site()
  await take([...ada(), ...bob()])
  await other.take(bob())
  const others = await other.everything()
  await expect(deleteSample(deps, context)).rejects.toMatchObject({ code: 'no_sample' })
  await postgres.system.query('update workspaces set sample_since = now() where workspace_id = $1', [workspaceId])
  await deleteSample(deps, context)
  expect(Object.values(await everything()).flat()).toEqual([])
  expect(await other.everything()).toEqual(others)
  await take(bob())
  expect((await everything()).identifiers).toHaveLength(3)
})
