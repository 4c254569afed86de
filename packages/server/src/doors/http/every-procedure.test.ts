import { randomBytes } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { api, permissions, permissionsOf, roles } from '@percorso/contract'
import type { Demand } from '@percorso/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { buildMember, buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { procedureInputs } from '../../testing/procedure-inputs.ts'
import type { World } from '../../testing/procedure-inputs.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { createToken } from './index.ts'

// Made from the contract: every procedure of the API, whoever wrote it, with every role, and with the ids of another workspace.

type Procedure = { name: string; method: NonNullable<InjectOptions['method']>; path: string; demand: Demand | undefined }
type Leaf = { '~orpc': { route: { method: Procedure['method']; path: string }; meta: { permission?: Demand } } }
type Tree = { [name: string]: Leaf | Tree }

function listProcedures(tree: Tree, names: string[] = []): Procedure[] {
  return Object.entries(tree).flatMap(([key, part]) => {
    const name = [...names, key]
    if (!('~orpc' in part)) return listProcedures(part as Tree, name)
    const { route, meta } = (part as Leaf)['~orpc']
    return [{ name: name.join('.'), method: route.method, path: route.path, demand: meta.permission }]
  })
}

const procedures = listProcedures(api as unknown as Tree)
/** What is no JSON stands beside the contract. */
const routes: Procedure[] = [
  { name: 'live', method: 'GET', path: '/live', demand: 'facts.read' },
  { name: 'upload', method: 'PUT', path: '/imports/files/{fileName}', demand: 'imports.run' },
  { name: 'refused', method: 'GET', path: '/imports/{importId}/refused', demand: 'imports.read' },
  { name: 'export-people-csv', method: 'GET', path: '/profiles/export.csv', demand: 'people.export' },
  { name: 'export-people-xlsx', method: 'GET', path: '/profiles/export.xlsx', demand: 'people.export' },
  { name: 'export-person', method: 'GET', path: '/privacy/people/{profileId}/export', demand: 'privacy.manage' },
]
const everything = [...procedures, ...routes].filter(({ demand }) => demand !== 'public')

const stores = await testStores()
const { postgres, warehouse } = stores
const clock = systemClock
const app = buildTestApp(stores)
await app.ready()
afterAll(() => app.close())

type Credentials = { cookie?: string; token?: string }
type Answer = { status: number; code: string; text: string }

async function call(one: Procedure, credentials: Credentials, input: Record<string, unknown> = {}): Promise<Answer> {
  // A live stream that is let in does not end by itself.
  const wanted = {
    ...requestFor(one, input),
    headers: headersFor(credentials),
    signal: AbortSignal.timeout(one.path === '/live' ? 300 : 60_000),
  }
  const answer = await app.inject(wanted).catch((error: unknown) => (one.path === '/live' ? undefined : Promise.reject(error as Error)))
  if (!answer) return { status: 200, code: '', text: '' }
  const isJson = answer.headers['content-type']?.includes('json') ?? false
  return { status: answer.statusCode, code: (isJson && answer.json<{ code?: string }>().code) || '', text: answer.body }
}

function headersFor({ cookie, token }: Credentials): Record<string, string> {
  return { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...(token && { authorization: `Bearer ${token}` }) }
}

/** The input where the procedure wants it: in its path, its query or its body. */
function requestFor({ method, path }: Procedure, input: Record<string, unknown>): InjectOptions {
  const rest = { ...input }
  const address = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const value = rest[name] ?? '0'
    delete rest[name]
    return encodeURIComponent(String(value as string))
  })
  const url = `/api/v1${address}`
  if (method !== 'GET') return { method, url, payload: rest }
  return { method, url: `${url}?${new URLSearchParams(rest as Record<string, string>).toString()}` }
}

/** The paths of Fastify's picture of its routes: a tree, whose branches are four characters deep each. */
function listRoutes(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] = /^((?:[│ ] {3})*[├└]── )(\S*)(?: \((.*)\))?/u.exec(line) ?? []
    if (indent === '') return []
    const depth = indent.length / 4 - 1
    above[depth] = (above[depth - 1] ?? '') + part
    return methods === undefined ? [] : [above[depth]]
  })
}

describe('every procedure', () => {
  it('says what it demands, and has an input to be tried with', () => {
    const silent = procedures.filter(({ demand }) => !demand || !['public', 'signed-in', ...permissions].includes(demand))
    expect(silent.map(({ name }) => `${name} needs .meta({ permission: '…' })`)).toEqual([])
    const untried = procedures.filter(({ name }) => !(name in procedureInputs))
    expect(untried.map(({ name }) => `${name} needs a line in testing/procedure-inputs.ts`)).toEqual([])
    const gone = Object.keys(procedureInputs).filter((name) => !procedures.some((one) => one.name === name))
    expect(gone.map((name) => `${name} in testing/procedure-inputs.ts is gone`)).toEqual([])
  })

  it('beside the contract is known here', () => {
    const beside = listRoutes(app.printRoutes({ commonPrefix: false })).filter((path) => path.startsWith('/api/v1/'))
    const known = ['/openapi.json', ...routes.map(({ path }) => path.replaceAll(/\{(\w+)\}/gu, ':$1'))]
    expect(new Set(beside)).toEqual(new Set(known.map((path) => `/api/v1${path}`)))
  })

  it('lets nobody in without credentials', async () => {
    for (const one of everything) expect(await call(one, {}), one.name).toMatchObject({ status: 401, code: 'unauthorised' })
  })
})

describe('every role', async () => {
  const { workspaceId } = await buildWorkspace(stores)

  it.for(roles)('may do as %s what the table says, and nothing else', { timeout: 60_000 }, async (role) => {
    const standing = await buildMember(stores, { workspaceId, role })
    for (const one of everything) {
      // What is about oneself may end one's session.
      const { cookie } = one.demand === 'signed-in' ? await buildMember(stores, { workspaceId, role }) : standing
      const { code, status } = await call(one, { cookie })
      const allowed = one.demand === 'signed-in' || (permissionsOf[role] as readonly string[]).includes(one.demand!)
      expect([one.name, code === 'not_permitted'], String(status)).toEqual([one.name, !allowed])
      expect(status === 403, `${one.name} ${code}`).toBe(!allowed)
    }
  })

  it('may as a token what its scopes say, and nothing else', { timeout: 60_000 }, async () => {
    const made = permissions.map(async (scope) => {
      const others = permissions.filter((other) => other !== scope)
      const tokenWith = (scopes: typeof others) => createToken({ postgres, clock }, { workspaceId, kind: 'token', name: 'Test', scopes })
      return [scope, { only: await tokenWith([scope]), without: await tokenWith(others) }] as const
    })
    const tokens = new Map(await Promise.all(made))
    for (const one of everything.filter(({ demand }) => demand !== 'signed-in')) {
      const { only, without } = tokens.get(one.demand as (typeof permissions)[number])!
      expect((await call(one, { token: only })).code, one.name).not.toBe('not_permitted')
      expect(await call(one, { token: without }), one.name).toMatchObject({ status: 403, code: 'not_permitted' })
    }
  })
})

async function buildWorld(): Promise<World> {
  const mark = `mark${randomBytes(5).toString('hex')}`
  const workspace = await buildWorkspace(stores, { name: `Workspace ${mark}` })
  const { workspaceId, sourceId } = workspace
  const [admin, member] = [await buildMember(stores, { workspaceId }), await buildMember(stores, { workspaceId })]
  const time = '2024-03-01T00:00:00.000Z'
  const messageId = `bought-${mark}`
  await recordFacts(stores, workspace, [
    {
      who: { user_id: `ada-${mark}`, email: `ada-${mark}@example.com` },
      time: '2024-02-01T00:00:00Z',
      accountId: `acme-${mark}`,
      traits: { plan: `pro-${mark}` },
    },
    { who: { user_id: `ada-${mark}` }, time, messageId, event: 'Bought', properties: { what: `tea-${mark}` } },
  ])
  const [profileId, identifierId] = [idOf(workspace, 'user_id', `ada-${mark}`), idOf(workspace, 'email', `ada-${mark}@example.com`)]
  const ask = async <T>(method: NonNullable<InjectOptions['method']>, path: string, payload: object | string = {}): Promise<T> => {
    const headers = { cookie: admin.cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(method !== 'GET' && { payload }) })
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`)
    return answer.json<T>()
  }
  const sessions = await ask<{ sessionId: string }[]>('GET', '/me/sessions')
  const [key] = await ask<{ writeKeyId: number }[]>('GET', `/sources/${sourceId}/write-keys`)
  const rejected = await postgres.system.query<{ id: number }>(
    `insert into rejected (workspace_id, source_id, received_at, reason, detail, message_id, payload)
     values ($1, $2, now(), 'event-missing', $3, $3, $4) returning rejected_id as id`,
    [workspaceId, sourceId, `rejected-${mark}`, Buffer.from(`{"userId":"ada-${mark}"}`)],
  )
  const { noteId } = await ask<{ noteId: string }>('POST', `/profiles/${profileId}/notes`, { body: `Note ${mark}` })
  const view = { name: `View ${mark}`, shared: true, query: { sort: 'lastSeen', columns: [] } }
  const { viewId } = await ask<{ viewId: string }>('POST', '/views', view)
  const rule = { version: 1, where: { trait: 'plan', op: 'equals', value: mark } }
  const { segmentId } = await ask<{ segmentId: number }>('POST', '/segments', { name: `Segment ${mark}`, rule })
  const formula = { count: { fact: `Bought ${mark}` } }
  const { traitId } = await ask<{ traitId: number }>('POST', '/computed-traits', { key: `trait_${mark}`, description: mark, formula })
  const model = { version: 1, fit: [{ label: mark, points: 1, rule }], engagement: { target: 100, rules: [] }, fitShare: 100 }
  const { modelId } = await ask<{ modelId: number }>('POST', '/scores', { key: `score_${mark}`, name: `Model ${mark}`, model })
  const { setId } = await ask<{ setId: number }>('POST', '/sets', { name: `Set ${mark}` })
  await ask('POST', `/sets/${setId}/members`, { kind: 'user_id', values: [`ada-${mark}`] })
  const met = { name: `Touchpoint ${mark}`, channel: 'web', stage: 'before', matches: [{ fact: 'Bought' }] }
  const { touchpointId } = await ask<{ touchpointId: number }>('POST', '/touchpoints', met)
  const drawn = { name: `Map ${mark}`, kind: 'lived', template: 'empty', language: 'en' }
  const { mapId } = await ask<{ mapId: number }>('POST', '/maps', drawn)
  const initiative = { name: `Initiative ${mark}`, owner: mark, hypothesis: mark, mapId, about: null, metric: { kind: 'outcome', match: { fact: 'Bought' }, days: 9, wish: 'more' }, target: 0.5, dueOn: null, state: 'running', startedAt: time, endedAt: null, segmentId, control: { kind: 'before' } } // prettier-ignore
  const { initiativeId } = await ask<{ initiativeId: number }>('POST', '/initiatives', initiative)
  const { versionId: mapVersionId } = await ask<{ versionId: number }>('POST', `/maps/${mapId}/versions`, { name: mark })
  const { commentId: mapCommentId } = await ask<{ commentId: number }>('POST', `/maps/${mapId}/comments`, { place: '', text: mark })
  const { shareId: mapShareId, token: mapToken } = await ask<{ shareId: number; token: string }>('POST', `/maps/${mapId}/shares`, {
    days: 1,
  })
  const hook = { name: `Webhook ${mark}`, url: `https://example.com/${mark}`, matches: [{ segment: segmentId, moves: ['entered'] }] }
  const question = { outcome: { kind: 'did', marker: { step: mark } } }
  const { studyId } = await ask<{ studyId: number }>('POST', '/moments/studies', { name: `Study ${mark}`, question })
  const { webhookId } = await ask<{ webhookId: number }>('POST', '/webhooks', hook)
  const { deliveryId } = await ask<{ deliveryId: string }>('POST', `/webhooks/${webhookId}/ping`)
  const { fileId } = await ask<{ fileId: string }>('PUT', `/imports/files/orders-${mark}.csv`, `id,at\nada-${mark},2024-01-01\n`)
  const mapping = { person: { userId: '{id}' }, facts: [{ type: 'track', time: '{at}', event: 'Imported' }] }
  const { importId } = await ask<{ importId: string }>('POST', '/imports', { fileId, mapping, name: `Import ${mark}`, sourceId })
  const again = await ask<{ fileId: string }>('PUT', `/imports/files/orders-${mark}.csv`, `id,at\nada-${mark},2024-01-01\n`)
  await ask('PUT', '/imports/mappings', { name: mark, mapping })
  const { requestId } = await ask<{ requestId: number }>('POST', '/privacy/requests', { kind: 'access', profileId, note: mark })
  const invited = await ask<{ invitationId: number; link: string }>('POST', '/invitations', {
    email: `zoe-${mark}@example.com`,
    role: 'viewer',
  })
  const { tokenId } = await ask<{ tokenId: number }>('POST', '/tokens', { name: `Token ${mark}`, scopes: ['people.read'] })
  return {
    workspaceId,
    mark,
    member: { ...member, cookie: admin.cookie },
    sessionId: sessions[0]!.sessionId,
    profileId,
    identifierId,
    accountId: `acme-${mark}`,
    sourceId,
    writeKeyId: key!.writeKeyId,
    rejectedId: rejected.rows[0]!.id,
    messageId,
    time,
    noteId,
    viewId,
    segmentId,
    traitId,
    modelId,
    setId,
    studyId,
    touchpointId,
    initiativeId,
    mapId,
    mapVersionId,
    mapCommentId,
    mapShareId,
    mapToken,
    webhookId,
    deliveryId,
    fileId: again.fileId,
    importId,
    requestId,
    invitationId: invited.invitationId,
    invitationToken: new URL(invited.link).searchParams.get('token')!,
    tokenId,
  }
}

/** Everything that the databases hold of a workspace, as one line a table. */
async function stateOf({ workspaceId, member }: World): Promise<Record<string, string>> {
  const { rows: tables } = await postgres.system.query<{ name: string }>(
    `select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'workspace_id'
     where relkind = 'r' and relnamespace = 'public'::regnamespace and has_table_privilege(pg_class.oid, 'select') order by 1`,
  )
  const parts = tables.map(
    ({ name }) => `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as state
      from (select * from ${name} where workspace_id = $1) t`,
  )
  const { rows } = await postgres.system.query<{ name: string; state: string }>(parts.join(' union all '), [workspaceId])
  const sessions = await postgres.system.query('select from auth_sessions where user_id = $1', [member.userId])
  const [facts] = await warehouse.query<{ n: number }>('select count() as n from facts where workspace_id = {workspaceId: Int32}', {
    workspaceId,
  })
  return {
    ...Object.fromEntries(rows.map(({ name, state }) => [name, state])),
    sessions: String(sessions.rowCount),
    facts: String(facts!.n),
  }
}

describe('a workspace', () => {
  let mine: World
  let token: string
  let theirs: World
  beforeAll(async () => {
    ;[mine, theirs] = [await buildWorld(), await buildWorld()]
    token = await createToken({ postgres, clock }, { workspaceId: theirs.workspaceId, kind: 'token', name: 'Theirs' })
  })
  // What the outside world may do with a secret of ours that it has is no matter of workspaces.
  const inside = Object.keys(procedureInputs).flatMap((name) => everything.filter((one) => one.name === name))

  it('neither shows nor gives anything to another that has its ids', { timeout: 120_000 }, async () => {
    const before = await stateOf(mine)
    for (const one of [...inside, ...routes.filter(({ name }) => name !== 'live')]) {
      const input = procedureInputs[one.name]?.(mine) ?? { ...mine, fileName: 'x.csv' }
      const fresh = await buildMember(stores, { workspaceId: theirs.workspaceId })
      for (const credentials of [{ cookie: fresh.cookie }, { token }]) {
        const { status, text } = await call(one, credentials, input)
        expect(status, `${one.name}: ${text}`).toBeLessThan(500)
        expect(text.includes(mine.mark), `${one.name}: ${text}`).toBe(false)
        expect(await stateOf(mine), one.name).toEqual(before)
      }
    }
  })

  it('shows and gives all of it to its own people: the ids were right', { timeout: 120_000 }, async () => {
    const { cookie } = mine.member
    const refused: string[] = []
    for (const one of inside) {
      const { status, code, text } = await call(one, { cookie }, procedureInputs[one.name]!(mine))
      if (status >= 500 || status === 404 || code === 'bad_request') refused.push(`${one.name}: ${status} ${text}`)
    }
    expect(refused).toEqual([])
  })
})
