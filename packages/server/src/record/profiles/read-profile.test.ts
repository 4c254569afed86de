import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { listLinks } from './list-links.ts'
import { changePolicy, readPolicy } from './policy.ts'
import type { ReadScope } from './profile-tables.ts'
import { listAccounts, listMembers, readAccount } from './read-accounts.ts'
import { findProfile, readProfile } from './read-profile.ts'
import { readOverview } from './read-overview.ts'
import { identifierIdsOf, readLife, readTimeline } from './read-timeline.ts'
import type { TimelineInput } from './read-timeline.ts'

const stores = await testStores()
const world = await buildWorkspace(stores)
const other = await buildWorkspace(stores)

async function read<T>(work: (scope: ReadScope) => Promise<T>, { workspaceId } = world): Promise<T> {
  return inWorkspace(stores.postgres, workspaceId, (db) => work({ db, workspaceId }))
}

const [ada, adaMail, adaBrowser] = [
  idOf(world, 'user_id', 'ada'),
  idOf(world, 'email', 'ada@example.com'),
  idOf(world, 'anonymous_id', 'browser-1'),
]

await recordFacts(stores, world, [
  { who: { anonymous_id: 'browser-1' }, time: '2024-01-01T10:00:00Z', messageId: 'm1', event: 'Page Seen', properties: { path: '/' } },
  { who: { user_id: 'ada', anonymous_id: 'browser-1' }, time: '2024-01-02T10:00:00Z', messageId: 'm2', traits: { plan: 'pro', seats: 3, born: '1815-12-10', gone: 1 } },
  { who: { user_id: 'ada', email: 'Ada@Example.com' }, time: '2024-01-03T10:00:00Z', messageId: 'm3', traits: { plan: 'team', tags: ['a'], gone: null }, accountId: 'acme', accountTraits: { size: 12 } },
  { who: { user_id: 'bob' }, time: '2024-01-05T10:00:00Z', messageId: 'm4', traits: { plan: '7' }, accountId: 'acme' },
  { who: { user_id: 'cyd' }, time: '2024-01-04T10:00:00Z', messageId: 'm5', traits: { plan: 7 }, accountId: 'apex' },
  { who: { user_id: 'crawler' }, time: '2024-02-04T10:00:00Z', messageId: 'm6', event: 'Page Seen', bot: true },
]) // prettier-ignore

describe('a profile', () => {
  it('is found by any of its identifiers', async () => {
    const profile = await read((scope) => readProfile(scope, ada))
    expect(profile).toMatchObject({ profileId: ada, head: { kind: 'user_id', value: 'ada' }, facts: 3 })
    expect(profile).toMatchObject({ firstSeen: '2024-01-01T10:00:00.000Z', lastSeen: '2024-01-03T10:00:00.000Z' })
    expect(new Set(profile.identifiers.map(({ identifierId }) => identifierId))).toEqual(new Set([ada, adaMail, adaBrowser]))
    expect(profile.accounts).toEqual([{ accountId: 'acme', firstSeen: '2024-01-03T10:00:00.000Z', lastSeen: '2024-01-03T10:00:00.000Z' }])
    for (const id of [adaMail, adaBrowser]) expect(await read((scope) => readProfile(scope, id))).toEqual(profile)
    expect(await read((scope) => findProfile(scope, { kind: 'email', value: ' ADA@example.com ' }))).toEqual(profile)
  })

  it('shows traits with type and origin, without the unset ones', async () => {
    const { traits } = await read((scope) => readProfile(scope, ada))
    const origin = { sourceId: world.sourceId, changedAt: '2024-01-02T10:00:00.000Z' }
    expect(traits).toEqual([
      { key: 'born', value: '1815-12-10', type: 'date', ...origin },
      { key: 'plan', value: 'team', type: 'string', sourceId: world.sourceId, changedAt: '2024-01-03T10:00:00.000Z' },
      { key: 'seats', value: 3, type: 'number', ...origin },
      { key: 'tags', value: ['a'], type: 'list', sourceId: world.sourceId, changedAt: '2024-01-03T10:00:00.000Z' },
    ])
  })

  it('is nobody in another workspace', async () => {
    await expect(read((scope) => readProfile(scope, ada), other)).rejects.toMatchObject({ status: 404 })
    await expect(read((scope) => listLinks(scope, ada), other)).rejects.toMatchObject({ status: 404 })
    await expect(read((scope) => identifierIdsOf(scope, ada), other)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the timeline', () => {
  it('holds the facts of all identifiers, latest first, page by page', async () => {
    const who = { workspaceId: world.workspaceId, life: await read((scope) => readLife(scope, adaMail)) }
    const all = await readTimeline(stores.warehouse, who, { limit: 50 })
    expect(all.items.map(({ messageId }) => messageId)).toEqual(['m3', 'm2', 'm1'])
    expect(all.next).toBeNull()
    expect(all.items[2]).toMatchObject({
      type: 'track',
      name: 'Page Seen',
      time: '2024-01-01T10:00:00.000Z',
      properties: { path: '/' },
      bot: false,
    })
    expect(all.items[2]?.context).toEqual({ library: { name: 'test' } })
    const first = await readTimeline(stores.warehouse, who, { limit: 2 })
    const second = await readTimeline(stores.warehouse, who, { limit: 2, cursor: first.next! })
    expect([...first.items, ...second.items]).toEqual(all.items)
  })

  it('goes back over years, window by window, and filters', async () => {
    const old = await buildWorkspace(stores)
    const years = Array.from({ length: 40 }, (_, n) => ({
      who: { user_id: 'o', ...(n % 2 === 0 && { anonymous_id: 'd' }) },
      time: `${1990 + n}-0${1 + (n % 9)}-01T00:00:00Z`,
      messageId: `y${String(n).padStart(2, '0')}`,
      event: n % 4 === 0 ? 'Order Completed' : 'Product Viewed',
      properties: { note: n === 7 ? 'Żółty <b>FOTEL</b>' : 'x' },
    }))
    await recordFacts(stores, old, years)
    const life = await read((scope) => readLife(scope, idOf(old, 'user_id', 'o')), old)
    const all = async (filter: Partial<TimelineInput>) => {
      const found: string[] = []
      let cursor: string | undefined
      do {
        const page = await readTimeline(stores.warehouse, { workspaceId: old.workspaceId, life }, { limit: 7, ...filter, cursor })
        found.push(...page.items.map(({ messageId }) => messageId))
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return found
    }
    const newestFirst = years.map(({ messageId }) => messageId).toReversed()
    expect(await all({})).toEqual(newestFirst)
    expect(await all({ names: ['Order Completed'] })).toEqual(newestFirst.filter((id) => Number(id.slice(1)) % 4 === 0))
    expect(await all({ text: 'fotel' })).toEqual(['y07'])
    expect(await all({ text: "' or 1 = 1 --" })).toEqual([])
    expect(await all({ types: ['page'] })).toEqual([])
    expect(await all({ sourceId: 999_999 })).toEqual([])
    expect(await all({ from: '1995-01-01T00:00:00Z', to: '1997-01-01T00:00:00Z' })).toEqual(['y06', 'y05'])
    const overview = await readOverview(stores.warehouse, { workspaceId: old.workspaceId, identifierIds: life.identifierIds })
    expect(overview).toMatchObject({ firstPurchase: '1990-01-01T00:00:00.000Z', purchases: 10 })
    expect(overview.weeks).toHaveLength(40)
    expect(overview.touchpoints.map(({ name, facts }) => [name, facts])).toEqual([
      ['Product Viewed', 30],
      ['Order Completed', 10],
    ])
  })

  it('reads ranges of the primary key only', async () => {
    const rows = await stores.warehouse.query<{ explain: string }>(
      `explain indexes = 1 select message_id from facts where workspace_id = {w:UInt32} and profile_id in {ids:Array(UUID)}`,
      { w: world.workspaceId, ids: [ada, adaMail] },
    )
    expect(rows.map(({ explain }) => explain.trim()).join('\n')).toMatch(/PrimaryKey\nKeys:\s*\nworkspace_id\s*\nprofile_id/)
  })

  it('is empty for ids of another workspace', async () => {
    const life = await read((scope) => readLife(scope, ada))
    expect((await readTimeline(stores.warehouse, { workspaceId: other.workspaceId, life }, { limit: 50 })).items).toEqual([])
  })
})

describe('links', () => {
  it('say why identifiers belong together', async () => {
    const links = await read((scope) => listLinks(scope, adaMail))
    expect(links.map(({ messageId, merge, refused }) => ({ messageId, merge, refused }))).toEqual([
      { messageId: 'm2', merge: false, refused: null },
      { messageId: 'm3', merge: false, refused: null },
    ])
    expect(new Set([links[0]?.a.value, links[0]?.b.value])).toEqual(new Set(['ada', 'browser-1']))
  })
})

describe('accounts', () => {
  it('are listed with their people', async () => {
    const { items } = await read((scope) => listAccounts(scope, { limit: 50 }))
    expect(items.map(({ accountId, members, facts }) => ({ accountId, members, facts }))).toEqual([
      { accountId: 'acme', members: 2, facts: 2 },
      { accountId: 'apex', members: 1, facts: 1 },
    ])
    expect((await read((scope) => listAccounts(scope, { limit: 1, search: 'ap' }))).items.map(({ accountId }) => accountId)).toEqual([
      'apex',
    ])
    expect(await read((scope) => readAccount(scope, 'acme'))).toMatchObject({ traits: [{ key: 'size', value: 12, type: 'number' }] })
    const members = await read((scope) => listMembers(scope, { accountId: 'acme', limit: 1 }))
    const rest = await read((scope) => listMembers(scope, { accountId: 'acme', limit: 1, cursor: members.next! }))
    expect([...members.items, ...rest.items].map(({ head }) => head.value)).toEqual(['bob', 'ada'])
  })

  it('are nothing to another workspace', async () => {
    expect((await read((scope) => listAccounts(scope, { limit: 50 }), other)).items).toEqual([])
    await expect(read((scope) => readAccount(scope, 'acme'), other)).rejects.toMatchObject({ status: 404 })
    await expect(read((scope) => listMembers(scope, { accountId: 'acme', limit: 50 }), other)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the policy', () => {
  it('is the default until it is changed', async () => {
    const policy = await read(readPolicy, other)
    expect(policy.limits).toEqual({ user_id: 1 })
    await read((scope) => changePolicy(scope, { ...policy, limit: 3 }), other)
    expect((await read(readPolicy, other)).limit).toBe(3)
    expect((await read(readPolicy)).limit).toBe(5)
  })
})
