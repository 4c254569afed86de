import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { listLinks } from './list-links.ts'
import { changePolicy, readPolicy } from './policy.ts'
import type { ReadScope } from './profile-tables.ts'
import { listAccounts, listMembers, readAccount } from './read-accounts.ts'
import { findProfile, readProfile } from './read-profile.ts'
import { identifierIdsOf, readTimeline } from './read-timeline.ts'
import { searchProfiles } from './search-profiles.ts'
import type { ProfileSearch } from './search-profiles.ts'

const stores = await testStores()
const world = await buildWorkspace(stores)
const other = await buildWorkspace(stores)

async function read<T>(work: (scope: ReadScope) => Promise<T>, { workspaceId } = world): Promise<T> {
  return inWorkspace(stores.postgres, workspaceId, (db) => work({ db, workspaceId }))
}

function requestOf({ workspaceId } = world) {
  return {
    workspaceId,
    actor: 'test',
    inWorkspace: <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(stores.postgres, workspaceId, work),
  }
}

async function search(query: Partial<ProfileSearch>, workspace = world) {
  const found = await searchProfiles(requestOf(workspace), stores.warehouse, { limit: 50, ...query })
  return { heads: found.items.map(({ head }) => head.value), ...found }
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
    const identifierIds = await read((scope) => identifierIdsOf(scope, adaMail))
    const who = { workspaceId: world.workspaceId, identifierIds }
    const all = await readTimeline(stores.warehouse, who, { profileId: ada, limit: 50 })
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
    const first = await readTimeline(stores.warehouse, who, { profileId: ada, limit: 2 })
    const second = await readTimeline(stores.warehouse, who, { profileId: ada, limit: 2, cursor: first.next! })
    expect([...first.items, ...second.items]).toEqual(all.items)
  })

  it('reads ranges of the primary key only', async () => {
    const rows = await stores.warehouse.query<{ explain: string }>(
      `explain indexes = 1 select message_id from facts where workspace_id = {w:UInt32} and profile_id in {ids:Array(UUID)}`,
      { w: world.workspaceId, ids: [ada, adaMail] },
    )
    expect(rows.map(({ explain }) => explain.trim()).join('\n')).toMatch(/PrimaryKey\nKeys:\s*\nworkspace_id\s*\nprofile_id/)
  })

  it('is empty for ids of another workspace', async () => {
    const who = { workspaceId: other.workspaceId, identifierIds: [ada, adaBrowser] }
    expect((await readTimeline(stores.warehouse, who, { profileId: ada, limit: 50 })).items).toEqual([])
  })
})

describe('the list of people', () => {
  it('begins with who was seen last, leaves out crawlers, and names each person once', async () => {
    expect((await search({})).heads).toEqual(['bob', 'cyd', 'ada'])
    const first = await search({ limit: 1 })
    const next = await search({ limit: 1, cursor: first.next! })
    const last = await search({ limit: 1, cursor: next.next! })
    expect([...first.heads, ...next.heads, ...last.heads]).toEqual(['bob', 'cyd', 'ada'])
    expect(last.next).toBeNull()
  })

  it('searches by the start of any identifier', async () => {
    expect((await search({ search: 'ADA@exa' })).heads).toEqual(['ada'])
    expect((await search({ search: 'browser-' })).heads).toEqual(['ada'])
    expect((await search({ search: 'nobody' })).heads).toEqual([])
    expect((await search({ search: 'c' })).heads).toEqual(['cyd'])
  })

  it('searches by trait, as text or as JSON', async () => {
    expect((await search({ trait: 'plan', value: 'team' })).heads).toEqual(['ada'])
    expect((await search({ trait: 'plan', value: 'pro' })).heads).toEqual([])
    expect((await search({ trait: 'plan', value: '7' })).heads).toEqual(['bob', 'cyd'])
    const first = await search({ trait: 'plan', value: '7', limit: 1 })
    expect((await search({ trait: 'plan', value: '7', limit: 1, cursor: first.next! })).heads).toEqual(['cyd'])
  })

  it('is empty in another workspace', async () => {
    for (const query of [{}, { search: 'ada' }, { trait: 'plan', value: 'team' }]) expect((await search(query, other)).heads).toEqual([])
  })

  it('refuses cursors that are none', async () => {
    await expect(search({ cursor: 'nonsense' })).rejects.toMatchObject({ status: 400, code: 'bad_cursor' })
  })
})

describe('a search with more matches than are worth sorting', () => {
  it('walks through people by the time they were last seen, and meets each once', async () => {
    const crowd = await buildWorkspace(stores)
    const start = Date.parse('2023-01-01T00:00:00Z')
    const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
    const seen = Array.from({ length: 5_200 }, (_, n) => ({
      who: { user_id: `p-${n}` },
      time: at(n),
      traits: { team: n % 100 === 0 ? 'red' : 'blue' },
    }))
    // Every tenth was seen by a second identifier too, of which some facts came later.
    const again = seen.filter((_, n) => n % 10 === 0).map(({ who }, n) => ({ who: { ...who, email: `p-${n}@example.com` }, time: at(n) }))
    const later = again.filter((_, n) => n % 2 === 0).map(({ who }, n) => ({ who: { email: who.email }, time: at(6_000 + n) }))
    await recordFacts(stores, crowd, [...seen, ...again, ...later])
    const expected = [
      ...later.map((_, n) => `p-${n * 20}`).reverse(),
      ...seen
        .map(({ who }) => who.user_id)
        .filter((_, n) => n % 20 !== 0)
        .reverse(),
    ]

    const pages: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < 4; page += 1) {
      const { heads, next } = await search({ search: 'p-', limit: 100, cursor }, crowd)
      pages.push(...heads)
      cursor = next ?? undefined
    }
    expect(pages).toEqual(expected.slice(0, 400))
    expect((await search({ trait: 'team', value: 'red', limit: 200 }, crowd)).heads).toHaveLength(52)
    expect((await search({ trait: 'team', value: 'blue', limit: 3 }, crowd)).heads).toEqual(['p-5180', 'p-5160', 'p-5140'])
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
    const members = await listMembers(requestOf(), { accountId: 'acme', limit: 1 })
    const rest = await listMembers(requestOf(), { accountId: 'acme', limit: 1, cursor: members.next! })
    expect([...members.items, ...rest.items].map(({ head }) => head.value)).toEqual(['bob', 'ada'])
  })

  it('are nothing to another workspace', async () => {
    expect((await read((scope) => listAccounts(scope, { limit: 50 }), other)).items).toEqual([])
    await expect(read((scope) => readAccount(scope, 'acme'), other)).rejects.toMatchObject({ status: 404 })
    await expect(listMembers(requestOf(other), { accountId: 'acme', limit: 50 })).rejects.toMatchObject({ status: 404 })
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
