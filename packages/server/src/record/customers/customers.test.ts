import { describe, expect, it } from 'vitest'
import { inTransaction, inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, processAll, recordFacts, testStores } from '../../testing/index.ts'
import type { WorkspaceRequest } from '../access/index.ts'
import { previewMerge, readProfile, undoMerge } from '../profiles/index.ts'
import { customersData } from './customers-data.ts'
import { editTraits } from './edit-traits.ts'
import type { EditAnswer } from './edit-traits.ts'
import { mergeByHand } from './merge-by-hand.ts'
import { createNote, deleteNote, editNote, listNotes, purgeNotes, restoreNote } from './notes.ts'
import { sayConsent } from './say-consent.ts'
import { listPins, pinFact, unpinFact } from './pins.ts'
import { createView, listViews, removeView, updateView } from './views.ts'

const stores = await testStores()
type World = { workspaceId: number; sourceId: number }

function requestOf({ workspaceId }: { workspaceId: number }, name = 'Eve', permissions: string[] = ['people.edit']): WorkspaceRequest {
  return {
    workspaceId,
    actor: name,
    by: { kind: 'user', id: name.toLowerCase(), name, network: null, userAgent: null },
    permissions: new Set(permissions) as WorkspaceRequest['permissions'],
    inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work),
  }
}

async function personOf(world: World, id: string) {
  return inWorkspace(stores.postgres, world.workspaceId, (db) => readProfile({ db, workspaceId: world.workspaceId }, id))
}

async function auditOf(world: World) {
  const { rows } = await stores.postgres.system.query<{ verb: string; after: unknown }>(
    'select verb, after from audit where workspace_id = $1 order by audit_id',
    [world.workspaceId],
  )
  return rows
}

/** Two people who have nothing in common yet. */
async function buildTwo() {
  const world = await buildWorkspace(stores)
  const [shop, mail] = [idOf(world, 'external:shop', '4711'), idOf(world, 'email', 'ada@example.com')]
  await recordFacts(stores, world, [
    { who: { 'external:shop': '4711' }, time: '2024-01-01T00:00:00Z', messageId: 's1', event: 'Shop Visited' },
    { who: { email: 'ada@example.com' }, time: '2024-01-02T00:00:00Z', messageId: 'e1', traits: { name: 'Ada', city: 'Bologna' } },
  ])
  return { world, shop, mail }
}

/** What somebody says by hand, with a worker that does its part meanwhile. */
async function worked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const timer = setInterval(() => void (working = working.then(() => processAll(stores))), 50)
  let working = Promise.resolve()
  return answer.finally(async () => {
    clearInterval(timer)
    await working
  })
}

async function edit(world: World, id: string, traits: Record<string, unknown>): Promise<EditAnswer> {
  return worked(editTraits(requestOf(world), { profileId: id, traits }))
}

describe('a trait that is changed by hand', () => {
  it('is a fact with a name on it, and is undone by what was before', async () => {
    const { world, mail } = await buildTwo()
    const answer = await edit(world, mail, { city: 'Łódź', vip: true })
    expect(answer).toMatchObject({ applied: true, before: { city: 'Bologna', vip: null } })
    const { traits, facts } = await personOf(world, mail)
    expect(traits).toMatchObject([
      { key: 'city', value: 'Łódź' },
      { key: 'name', value: 'Ada' },
      { key: 'vip', value: true },
    ])
    expect(facts).toBe(2)
    const [fact] = await stores.warehouse.query<{ context: string; type: string }>(
      'select type, context from facts where workspace_id = {w:UInt32} and message_id = {m:String}',
      { w: world.workspaceId, m: answer.messageId },
    )
    expect(fact?.type).toBe('identify')
    expect(JSON.parse(fact!.context)).toMatchObject({ byHand: { name: 'Eve', id: 'eve' } })
    expect((await edit(world, mail, answer.before)).applied).toBe(true)
    expect((await personOf(world, mail)).traits.map(({ key, value }) => [key, value])).toEqual([
      ['city', 'Bologna'],
      ['name', 'Ada'],
    ])
    expect(await auditOf(world)).toEqual([
      { verb: 'person.edit', after: { traits: ['city', 'vip'] } },
      { verb: 'person.edit', after: { traits: ['city', 'vip'] } },
    ])
  })

  it('is nobody’s in another workspace', async () => {
    const { mail } = await buildTwo()
    const other = await buildWorkspace(stores)
    await expect(editTraits(requestOf(other), { profileId: mail, traits: { city: 'X' } })).rejects.toMatchObject({ status: 404 })
  })
})

describe('a consent that is said by hand', () => {
  it('is a fact with a name on it and with how it was said; the log does not tell what it was', async () => {
    const { world, mail } = await buildTwo()
    const said = await worked(sayConsent(requestOf(world), { profileId: mail, purpose: 'calls', given: false, how: 'on the phone' }))
    expect(said.applied).toBe(true)
    expect((await personOf(world, mail)).consents).toMatchObject([{ purpose: 'calls', given: false, messageId: said.messageId }])
    const [fact] = await stores.warehouse.query<{ name: string; properties: unknown; context: string }>(
      'select name, properties, context from facts where workspace_id = {w:UInt32} and message_id = {m:String}',
      { w: world.workspaceId, m: said.messageId },
    )
    expect(fact).toMatchObject({ name: 'Consent Changed', properties: { purpose: 'calls', given: false, how: 'on the phone' } })
    expect(JSON.parse(fact!.context)).toMatchObject({ byHand: { name: 'Eve', id: 'eve' } })
    expect(await auditOf(world)).toEqual([{ verb: 'person.consent', after: { purpose: 'calls' } }])
  })

  it('is nobody’s in another workspace', async () => {
    const { mail } = await buildTwo()
    const other = await buildWorkspace(stores)
    await expect(sayConsent(requestOf(other), { profileId: mail, purpose: 'calls', given: true, how: '' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('two people joined by hand', () => {
  it('are one at once, stay one when the fact arrives, and come apart again', async () => {
    const { world, shop, mail } = await buildTwo()
    const { before, after } = await mergeByHand(requestOf(world), { a: shop, b: mail.toUpperCase() })
    expect(before).toHaveLength(2)
    expect(after).toMatchObject([{ profileId: mail, facts: 2 }])
    await processAll(stores)
    const whole = await personOf(world, shop)
    expect(whole).toMatchObject({ profileId: mail, facts: 3, name: 'Ada' })
    const { rows } = await stores.postgres.system.query('select 1 from links where workspace_id = $1', [world.workspaceId])
    expect(rows).toHaveLength(1)
    await expect(mergeByHand(requestOf(world), { a: shop, b: mail })).rejects.toMatchObject({ code: 'one_person' })
    await inWorkspace(stores.postgres, world.workspaceId, (db) =>
      undoMerge({ db, workspaceId: world.workspaceId }, { a: shop, b: mail }, 'Eve'),
    )
    expect(await personOf(world, shop)).toMatchObject({ profileId: shop, facts: 1, name: null })
    await expect(mergeByHand(requestOf(world), { a: shop, b: mail })).rejects.toMatchObject({ code: 'merge_refused', status: 409 })
    expect((await auditOf(world)).map(({ verb }) => verb)).toEqual(['person.merge'])
  })

  it('obey the policy: nothing of a refused one is kept', async () => {
    const world = await buildWorkspace(stores)
    await recordFacts(
      stores,
      world,
      ['ada', 'bob'].map((user_id) => ({ who: { user_id }, time: '2024-01-01T00:00:00Z' })),
    )
    const pair = { a: idOf(world, 'user_id', 'ada'), b: idOf(world, 'user_id', 'bob') }
    const preview = await inWorkspace(stores.postgres, world.workspaceId, (db) =>
      previewMerge({ db, workspaceId: world.workspaceId }, pair),
    )
    expect(preview).toMatchObject({ allowed: false, refused: 'too-many-of-kind' })
    await expect(mergeByHand(requestOf(world), pair)).rejects.toMatchObject({ code: 'merge_refused' })
    for (const table of ['links', 'intake', 'audit']) {
      expect((await stores.postgres.system.query(`select 1 from ${table} where workspace_id = $1`, [world.workspaceId])).rows).toEqual([])
    }
  })
})

describe('notes and pins', () => {
  it('go with the identifier, wherever a merge or its undo takes it', async () => {
    const { world, shop, mail } = await buildTwo()
    const request = requestOf(world)
    const notesOf = async (profileId: string) =>
      (await request.inWorkspace((db) => listNotes({ db, workspaceId: world.workspaceId }, { profileId, limit: 1 }))).items.map(
        ({ body }) => body,
      )
    const { noteId } = await createNote(request, { profileId: shop, body: 'Likes oak <script>' })
    await pinFact(request, stores.warehouse, { profileId: shop, messageId: 's1' })
    await mergeByHand(request, { a: shop, b: mail })
    expect(await notesOf(mail)).toEqual(['Likes oak <script>'])
    expect(await listPins(request, stores.warehouse, mail)).toMatchObject([
      { messageId: 's1', pinnedBy: 'Eve', fact: { name: 'Shop Visited' } },
    ])
    await request.inWorkspace((db) => undoMerge({ db, workspaceId: world.workspaceId }, { a: shop, b: mail }, 'Eve'))
    expect(await notesOf(mail)).toEqual([])
    expect(await notesOf(shop)).toEqual(['Likes oak <script>'])

    expect(await editNote(requestOf(world, 'Bob'), { noteId, body: 'Likes ash' })).toMatchObject({ author: 'Eve', editedBy: 'Bob' })
    await deleteNote(request, noteId)
    expect(await notesOf(shop)).toEqual([])
    await expect(editNote(request, { noteId, body: 'x' })).rejects.toMatchObject({ status: 404 })
    expect(await purgeNotes(stores.postgres)).toBe(0)
    await restoreNote(request, noteId)
    expect(await notesOf(shop)).toEqual(['Likes ash'])
    expect(await unpinFact(request, stores.warehouse, { profileId: shop, messageId: 's1' })).toEqual([])
  })

  it('are nothing to another workspace', async () => {
    const { world, shop } = await buildTwo()
    const other = requestOf(await buildWorkspace(stores))
    const { noteId } = await createNote(requestOf(world), { profileId: shop, body: 'secret' })
    for (const attempt of [
      () => deleteNote(other, noteId),
      () => editNote(other, { noteId, body: 'x' }),
      () => createNote(other, { profileId: shop, body: 'x' }),
      () => pinFact(other, stores.warehouse, { profileId: shop, messageId: 's1' }),
      () => listPins(other, stores.warehouse, shop),
    ])
      await expect(attempt()).rejects.toMatchObject({ status: 404 })
  })

  it('pins facts of that person only', async () => {
    const { world, shop } = await buildTwo()
    await expect(pinFact(requestOf(world), stores.warehouse, { profileId: shop, messageId: 'e1' })).rejects.toMatchObject({
      code: 'no_such_fact',
    })
  })
})

describe('saved views', () => {
  it('look for nobody any more when those they named are erased, and for all others as before', async () => {
    const world = await buildWorkspace(stores)
    const own = requestOf(world)
    const views = async () => (await listViews(own)).map(({ name, query }) => ({ name, query }))
    const by = (value: string) => ({ version: 1 as const, where: { identifier: 'email', op: 'equals' as const, value } })
    const sorted = { sort: 'lastSeen' as const, order: 'desc' as const, columns: [] }
    const other = { name: 'Bo and the plan', shared: false, query: { ...sorted, search: 'bo@example.com', filter: by('bo@example.com') } }
    await createView(own, { name: 'Of Ada@example.com', shared: false, query: { ...sorted, search: 'u-1', filter: by('ada@example.com') } })
    await createView(own, other)
    await createView(own, { name: 'ada@example.com or ADA@example.com', shared: false, query: sorted })
    const identifiers = [
      { id: idOf(world, 'email', 'ada@example.com'), kind: 'email', value: 'ada@example.com' },
      { id: idOf(world, 'user_id', 'u-1'), kind: 'user_id', value: 'u-1' },
    ]
    await inTransaction(stores.postgres.system, (db) => customersData.erase!(db, { workspaceId: world.workspaceId, identifiers }))
    expect(await views()).toEqual([
      { name: '(erased) or (erased)', query: sorted },
      { name: other.name, query: other.query },
      { name: 'Of (erased)', query: { ...sorted, search: '(erased)', filter: by('(erased)') } },
    ])
  })

  const query = { sort: 'lastSeen', columns: ['plan'], filter: { version: 1, where: { trait: 'plan', op: 'exists' } } } as const

  it('are one’s own until they are shared, and changed by those who may', async () => {
    const world = await buildWorkspace(stores)
    const [eve, bob, viewer] = [requestOf(world), requestOf(world, 'Bob'), requestOf(world, 'Vic', [])]
    const own = await createView(eve, { name: 'Mine', shared: false, query: { ...query, columns: ['plan'] } })
    const names = async (request: WorkspaceRequest) => (await listViews(request)).map(({ name, mine }) => [name, mine])
    expect(await names(bob)).toEqual([])
    await expect(removeView(bob, own.viewId)).rejects.toMatchObject({ status: 404 })
    await expect(createView(viewer, { ...own, shared: true })).rejects.toMatchObject({ status: 403 })
    await updateView(eve, { ...own, name: 'Ours', shared: true })
    expect(await names(bob)).toEqual([['Ours', false]])
    await expect(updateView(viewer, { ...own, name: 'Hers' })).rejects.toMatchObject({ status: 404 })
    expect(await updateView(bob, { ...own, name: 'Theirs', shared: true })).toMatchObject({ owner: 'Eve', mine: false, query })
    expect(await names(requestOf(await buildWorkspace(stores)))).toEqual([])
    await removeView(bob, own.viewId)
    expect(await names(eve)).toEqual([])
    expect((await auditOf(world)).map(({ verb }) => verb)).toEqual(['view.update', 'view.update', 'view.delete'])
  })
})
