import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type { MapChange, MapComment, MapHead, MapNews, MapShare, MapVersion, RefusedChange, Role, StoredMap } from '@percorso/contract'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { buildMember, buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { anyMap } from '../../testing/any-map.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { applyChange } from './apply-change.ts'

const stores = await testStores()
const clock = virtualClock(Date.now())
const app = buildTestApp(stores, { clock })
await app.ready()
afterAll(() => app.close())

type Answered<T> = T & { status: number; code?: string; hint?: string }
type Method = NonNullable<InjectOptions['method']>

/** Somebody at a keyboard, and what they are answered. */
async function somebody(workspaceId: number, role: Role = 'admin') {
  const { cookie } = await buildMember(stores, { workspaceId, role })
  return async <T = object>(method: Method, path: string, payload?: object | string): Promise<Answered<T>> => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', ...(payload !== undefined && { 'content-type': 'application/json' }) }
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload !== undefined && { payload }) })
    return { status: answer.statusCode, ...answer.json<T>() }
  }
}
type Ask = Awaited<ReturnType<typeof somebody>>

const EMPTY = { name: 'A map', kind: 'lived', template: 'empty', language: 'en' }
const RETAIL = { ...EMPTY, template: 'retail' }

async function begin(template = EMPTY) {
  const { workspaceId } = await buildWorkspace(stores)
  const ask = await somebody(workspaceId)
  const { mapId, document } = await ask<StoredMap>('POST', '/maps', template)
  return { workspaceId, ask, mapId, document }
}

const change = (...edits: MapChange['edits']): MapChange => ({ changeId: randomUUID(), edits })
const rename = (was: string, value: string) => change({ path: ['name'], was, value })
const stepOf = (name: string) => ({ name, stage: 's1', place: 1, branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }) // prettier-ignore
type Changed = MapNews & { made: string[]; refused: RefusedChange[] }
/** Sends changes as somebody who knows a map up to a revision. */
const send = (ask: Ask, [mapId, revision]: [number, number], ...changes: MapChange[]) =>
  ask<Changed>('POST', `/maps/${mapId}/changes`, { revision, changes })

describe('maps', () => {
  it('are begun, listed, read and deleted, and the audit log says so', async () => {
    const { workspaceId, ask, mapId, document } = await begin(RETAIL)
    await ask('POST', '/maps', { document: { ...document, name: 'Zoë’s copy', kind: 'desired' } })
    const { items } = await ask<{ items: MapHead[] }>('GET', '/maps?kind=lived')
    expect(items).toMatchObject([{ mapId, name: 'A map', steps: 12, stages: 5, measured: 0, openComments: 0, createdBy: 'The admin' }])
    expect(items[0]!.cells).toBeGreaterThan(80)
    const first = await ask<{ items: MapHead[]; next: string }>('GET', '/maps?limit=1')
    const second = await ask<{ items: MapHead[]; next: null }>('GET', `/maps?limit=1&cursor=${first.next}`)
    expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(['A map', 'Zoë’s copy'])
    expect((await ask<{ items: MapHead[] }>('GET', `/maps?search=${encodeURIComponent('ZOË')}`)).items).toHaveLength(1)
    expect(await ask('DELETE', `/maps/${mapId}`)).toMatchObject({ deleted: true })
    for (const path of ['', '/versions', '/comments', '/shares', '/measures', '/cjml', '/csv'])
      expect(await ask('GET', `/maps/${mapId}${path}`), path).toMatchObject({ status: 404, code: 'no_such_map' })
    expect(await ask('DELETE', `/maps/${mapId}`)).toMatchObject({ status: 404 })
    const { rows } = await stores.postgres.system.query<{ verb: string }>('select verb from audit where workspace_id = $1 order by audit_id', [workspaceId]) // prettier-ignore
    expect(rows.map(({ verb }) => verb)).toEqual(['map.create', 'map.create', 'map.delete'])
  })

  it('are kept as they are, whatever is in them', async () => {
    const { ask } = await begin()
    await fc.assert(
      fc.asyncProperty(anyMap, async (document) => {
        const { mapId } = await ask<StoredMap>('POST', '/maps', { document })
        expect((await ask<StoredMap>('GET', `/maps/${mapId}`)).document).toEqual(document)
        const { csv } = await ask<{ csv: string }>('GET', `/maps/${mapId}/csv`)
        expect(csv.startsWith('stage,step,lane,kind,text,emotion,evidence,n,source,value,low,high\r\n')).toBe(true)
        await ask('DELETE', `/maps/${mapId}`)
      }),
      { numRuns: 25 },
    )
  })

  it('are a table without formulas', async () => {
    const { ask, document } = await begin(RETAIL)
    const cells = {
      'l2:p1': { ...document.cells['l2:p1']!, text: '=HYPERLINK("http://x")', evidence: { level: 'observed', n: 7, source: '@x' } },
    }
    const { mapId } = await ask<StoredMap>('POST', '/maps', { document: { ...document, cells } })
    const { csv } = await ask<{ csv: string }>('GET', `/maps/${mapId}/csv`)
    expect(csv.split('\r\n')[1]).toBe(
      `Becoming aware,Sees an advert,What the customer does,customer,"'=HYPERLINK(""http://x"")",,observed,7,'@x,,,`,
    )
  })

  it('may be looked at and spoken about by everybody, and changed by some', async () => {
    const { workspaceId, mapId } = await begin()
    const viewer = await somebody(workspaceId, 'viewer')
    expect(await viewer('GET', `/maps/${mapId}`)).toMatchObject({ status: 200 })
    expect(await viewer('POST', `/maps/${mapId}/comments`, { place: '', text: 'Hm' })).toMatchObject({ status: 200 })
    expect(await send(viewer, [mapId, 0], rename('A map', 'Mine'))).toMatchObject({ status: 403 })
  })
})

describe('changes', () => {
  it('of several people at once are all there in the end', async () => {
    const { workspaceId, ask: ann, mapId } = await begin()
    const others = await Promise.all(['b', 'c', 'd'].map(() => somebody(workspaceId)))
    const addSteps = async (ask: Ask, prefix: string) => {
      let known = 0
      for (let n = 0; n < 10; n += 1) {
        const { refused, revision, changes, status } = await send(ask, [mapId, known], change({ path: ['steps', `${prefix}${n}`], value: stepOf(prefix) })) // prettier-ignore
        expect({ status, refused }).toEqual({ status: 200, refused: [] })
        expect(changes.map((made) => made.revision)).toEqual(Array.from({ length: revision - known }, (_, place) => known + place + 1))
        known = revision
      }
    }
    await Promise.all([ann, ...others].map((ask, who) => addSteps(ask, 'abcd'[who]!)))
    const map = await ann<StoredMap>('GET', `/maps/${mapId}`)
    expect(map.revision).toBe(40)
    expect(Object.keys(map.document.steps)).toHaveLength(40)
  })

  it('of whoever, in whatever order they come: what was made is the map, and who was refused was told', async () => {
    const { workspaceId, ask: ann, mapId, document } = await begin()
    const editors = [ann, ...(await Promise.all(['b', 'c'].map(() => somebody(workspaceId))))]
    const wishes = fc.array(fc.tuple(fc.constantFrom('about', 'name'), fc.constantFrom('', 'x', 'y')), { minLength: 1, maxLength: 3 })
    let [known, before] = [0, document]
    await fc.assert(
      fc.asyncProperty(fc.array(wishes, { minLength: 3, maxLength: 3 }), async (sent) => {
        const bodies = sent.map((some) => some.map(([place, value]) => change({ path: [place], was: before[place as 'name'], value })))
        const answers = await Promise.all(editors.map((ask, who) => send(ask, [mapId, known], ...bodies[who]!)))
        const refused = answers.flatMap((answer) => answer.refused.map(({ changeId }) => changeId))
        const { changes, revision } = await ann<MapNews>('POST', `/maps/${mapId}/news`, { revision: known, place: null })
        const made = changes.map(({ changeId }) => changeId)
        expect([...made, ...refused].sort()).toEqual(bodies.flat().map(({ changeId }) => changeId).sort()) // prettier-ignore
        for (const { edits } of changes) {
          const applied = applyChange(before, edits)
          if (applied.made) before = applied.document
          else expect(applied.refusal).toBeUndefined()
        }
        expect((await ann<StoredMap>('GET', `/maps/${mapId}`)).document).toEqual(before)
        known = revision
      }),
      { numRuns: 20 },
    )
  })

  it('of one place: the first is made, the second hears of it and by whom', async () => {
    const { workspaceId, ask: ann, mapId } = await begin()
    const bob = await somebody(workspaceId, 'marketing')
    await send(bob, [mapId, 0], rename('A map', 'Bob’s'))
    const [lost, kept] = [rename('A map', 'Ann’s'), change({ path: ['about'], was: '', value: 'More' })]
    const answer = await send(ann, [mapId, 0], lost, kept)
    expect(answer.refused).toMatchObject([{ changeId: lost.changeId, reason: 'changed', edit: lost.edits[0], current: 'Bob’s', changedBy: 'The marketing' }]) // prettier-ignore
    expect(answer.changes.map(({ changeId, madeBy }) => [changeId === kept.changeId, madeBy])).toEqual([[false, 'The marketing'], [true, 'The admin']]) // prettier-ignore
    expect(await ann<StoredMap>('GET', `/maps/${mapId}`)).toMatchObject({ revision: 2, document: { name: 'Bob’s', about: 'More' }, changedBy: 'The admin' }) // prettier-ignore
    const inside = await send(ann, [mapId, 2], change({ path: ['stages', 's1'], was: { name: 'Other' } }))
    expect(inside.refused).toMatchObject([{ reason: 'changed', current: { name: 'Before' }, changedBy: null }])
  })

  it('of one request are judged together first, and one by one if that goes wrong', async () => {
    const { ask, mapId, document } = await begin()
    const cell = change({ path: ['cells', 'l1:a'], value: (await begin(RETAIL)).document.cells['l1:p1'] as never })
    const [step, bad] = [change({ path: ['steps', 'a'], value: stepOf('A') }), change({ path: ['kind'], was: 'lived', value: 'dreamt' })]
    const answer = await send(ask, [mapId, 0], cell, bad, step)
    expect(answer.refused.map(({ changeId, reason }) => [changeId, reason])).toEqual([[cell.changeId, 'unsound'], [bad.changeId, 'unsound']]) // prettier-ignore
    expect((await ask<StoredMap>('GET', `/maps/${mapId}`)).document).toEqual({ ...document, steps: { a: stepOf('A') } })
    const undo = change({ path: ['steps', 'a'], was: stepOf('A') })
    const { refused, revision } = await send(ask, [mapId, 1], undo, { ...cell, changeId: randomUUID() }, { ...step, changeId: randomUUID() })
    expect({ refused, revision }).toEqual({ refused: [], revision: 4 })
  })

  it('sent again are made once', async () => {
    const { ask, mapId } = await begin()
    const once = rename('A map', 'Renamed')
    await send(ask, [mapId, 0], once, once)
    const again = await send(ask, [mapId, 0], once)
    expect(again).toMatchObject({ revision: 1, refused: [], made: [once.changeId], changes: [{ changeId: once.changeId }] })
    // Who has read the map anew meanwhile hears of no change, and yet that it was made.
    expect(await send(ask, [mapId, 1], once)).toMatchObject({ revision: 1, refused: [], made: [once.changeId], changes: [] })
  })

  it('that are too many to tell, or too long ago, are not told: the map is to be read again', async () => {
    const { ask, mapId } = await begin()
    for (let n = 0; n < 3; n += 1) {
      const many = Array.from({ length: 200 }, (_, m) => rename(m + n === 0 ? 'A map' : 'Same', 'Same'))
      await send(ask, [mapId, n * 200], ...many)
    }
    const news = (revision: number) => ask<MapNews>('POST', `/maps/${mapId}/news`, { revision, place: null })
    expect(await news(99)).toMatchObject({ revision: 600, behind: true, changes: [] })
    expect((await news(100)).changes).toHaveLength(500)
    expect(await news(601)).toMatchObject({ behind: true })
    const large = change(...Array.from({ length: 400 }, () => ({ path: ['about'], was: 'x'.repeat(1000), value: 'x'.repeat(1000) })))
    await send(ask, [mapId, 600], change({ path: ['about'], was: '', value: 'x'.repeat(1000) }))
    for (let n = 0; n < 3; n += 1) await send(ask, [mapId, 601], { ...large, changeId: randomUUID() })
    expect(await news(601)).toMatchObject({ revision: 604, behind: true })
    expect((await news(603)).changes).toHaveLength(1)
  })

  it('that are hostile change nothing', async () => {
    const { ask, mapId, document } = await begin()
    const raw = (value: string) => `{"revision":0,"changes":[{"changeId":"${randomUUID()}","edits":[{"path":["about"],"was":"","value":${value}}]}]}`
    const path = (...keys: string[]) => ({ revision: 0, changes: [change({ path: keys, value: {} })] })
    for (const [body, status] of [
      [raw(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 400],
      [raw(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`), 400],
      [raw('{"__proto__":{"polluted":true}}'), 400],
      [path('a', 'b', 'c', 'd'), 400],
      [path(), 400],
      [{ revision: 0, changes: Array.from({ length: 201 }, () => rename('A map', 'x')) }, 400],
      [raw(`"${'x'.repeat(1_100_000)}"`), 413],
    ] as const)
      expect(await ask('POST', `/maps/${mapId}/changes`, body), JSON.stringify(body).slice(0, 80)).toMatchObject({ status })
    for (const body of [path('__proto__', 'polluted'), path('stages', '__proto__'), path('constructor'), raw('"\\u0000"'), raw('"\\ud83d"'), raw('1e999')]) {
      const { status, refused } = await ask<Changed>('POST', `/maps/${mapId}/changes`, body)
      expect({ status, refused }, JSON.stringify(body)).toMatchObject({ status: 200, refused: [{ reason: 'unsound' }] })
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(await ask('GET', `/maps/${mapId}`)).toMatchObject({ revision: 0, document })
    expect(await ask('POST', '/maps', { document: { ...document, name: 'NUL \0' } })).toMatchObject({ status: 422, code: 'unsound_map' })
  })
}) // prettier-ignore

it('tells who looks at a map, and forgets who has gone', async () => {
  const { workspaceId, ask: ann, mapId } = await begin()
  const bob = await somebody(workspaceId, 'viewer')
  const look = (ask: Ask, place: string | null) => ask<MapNews>('POST', `/maps/${mapId}/news`, { revision: 0, place })
  expect((await look(ann, 'l1:p1')).present).toEqual([])
  expect((await look(bob, null)).present).toMatchObject([
    { name: 'The admin', place: 'l1:p1', seenAt: new Date(clock.now()).toISOString() },
  ])
  clock.advance(10_000)
  expect((await look(ann, 's1')).present).toMatchObject([{ name: 'The viewer', place: null }])
  expect((await send(bob, [mapId, 0], rename('A map', 'x'))).status).toBe(403)
  clock.advance(10_000)
  expect((await look(ann, 's1')).present).toEqual([])
  const { rows } = await stores.postgres.system.query('select from map_presence where workspace_id = $1', [workspaceId])
  expect(rows).toHaveLength(1)
})

it('keeps versions: what is restored can be undone, and those who have the map open hear of it', async () => {
  const { ask, mapId, document } = await begin()
  const kept = await ask<MapVersion>('POST', `/maps/${mapId}/versions`, { name: 'First' })
  expect(kept).toMatchObject({ name: 'First', revision: 0, createdBy: 'The admin' })
  await send(ask, [mapId, 0], rename('A map', 'Another'))
  const restored = await ask<StoredMap>('POST', `/maps/${mapId}/versions/${kept.versionId}/restore`, {})
  expect(restored).toMatchObject({ revision: 2, document })
  expect(await ask('POST', `/maps/${mapId}/news`, { revision: 1, place: null })).toMatchObject({ revision: 2, behind: true })
  expect((await send(ask, [mapId, 2], rename('A map', 'Third'))).changes).toHaveLength(1)
  const { items } = await ask<{ items: MapVersion[] }>('GET', `/maps/${mapId}/versions`)
  expect(items.map(({ name, revision }) => [name, revision])).toEqual([['Another → First', 1], ['First', 0]]) // prettier-ignore
  expect(await ask('GET', `/maps/${mapId}/versions/${items[0]!.versionId}`)).toMatchObject({ document: { name: 'Another' } })
  expect(await ask('GET', `/maps/${mapId}/versions/999999`)).toMatchObject({ status: 404, code: 'no_such_version' })
  const page = await ask<{ next: string }>('GET', `/maps/${mapId}/versions?limit=1`)
  expect((await ask<{ items: MapVersion[] }>('GET', `/maps/${mapId}/versions?limit=1&cursor=${page.next}`)).items).toMatchObject([
    { name: 'First' },
  ])
  const { mapId: other } = await ask<StoredMap>('POST', '/maps', EMPTY)
  expect(await ask('POST', `/maps/${other}/versions/${kept.versionId}/restore`, {})).toMatchObject({ status: 404 })
})

it('holds conversations: one answers, one deals with it, and one withdraws what one said oneself', async () => {
  const { workspaceId, ask: ann, mapId } = await begin()
  const bob = await somebody(workspaceId, 'viewer')
  const say = (ask: Ask, text: string, answers?: number) =>
    ask<MapComment>('POST', `/maps/${mapId}/comments`, { place: 'l1:p1', text, ...(answers !== undefined && { answers }) })
  const asked = await say(ann, 'Is this so?')
  expect(asked).toMatchObject({ mine: true, answers: null, resolvedAt: null })
  const answered = await say(bob, 'It is', asked.commentId)
  expect(answered).toMatchObject({ answers: asked.commentId, createdBy: 'The viewer' })
  expect(await say(ann, 'Sure?', answered.commentId)).toMatchObject({ status: 409, code: 'is_an_answer' })
  expect(await say(ann, 'To nobody', 999_999)).toMatchObject({ status: 404, code: 'no_such_comment' })
  const open = async () => (await ann<{ items: MapHead[] }>('GET', '/maps')).items[0]!.openComments
  expect(await open()).toBe(1)
  expect(await bob('POST', `/maps/${mapId}/comments/${asked.commentId}/resolve`, { resolved: true })).toMatchObject({ resolvedBy: 'The viewer', mine: false }) // prettier-ignore
  expect(await open()).toBe(0)
  expect(await bob('POST', `/maps/${mapId}/comments/${asked.commentId}/resolve`, { resolved: false })).toMatchObject({ resolvedAt: null })
  expect(await bob('DELETE', `/maps/${mapId}/comments/${asked.commentId}`)).toMatchObject({ status: 403, code: 'not_yours' })
  expect((await bob<{ items: MapComment[] }>('GET', `/maps/${mapId}/comments`)).items.map(({ mine }) => mine)).toEqual([false, true])
  expect(await ann('DELETE', `/maps/${mapId}/comments/${asked.commentId}`)).toMatchObject({ deleted: true })
  expect((await bob<{ items: MapComment[] }>('GET', `/maps/${mapId}/comments`)).items).toEqual([])
})

describe('a link', () => {
  const open = async (token: string) => {
    const answer = await app.inject({ method: 'GET', url: `/api/v1/shared-maps/${token}`, headers: { 'sec-fetch-site': 'same-origin' } })
    return {
      status: answer.statusCode,
      text: answer.body,
      ...answer.json<Partial<StoredMap> & { measures?: unknown; touchpoints?: object }>(),
    }
  }

  it('shows the map to anybody, without who made it and whom it is about', async () => {
    const { workspaceId, ask, document } = await begin(RETAIL)
    const met = { name: 'The web shop', channel: 'web', stage: 'before', matches: [{ fact: 'Visited' }] }
    const { touchpointId } = await ask<{ touchpointId: number }>('POST', '/touchpoints', met)
    await ask('POST', '/touchpoints', { ...met, name: 'Another' })
    await recordFacts(stores, { workspaceId, sourceId: 1 }, [{ who: { user_id: 'a' }, time: new Date(clock.now() - 1000).toISOString(), event: 'Visited' }]) // prettier-ignore
    const steps = { ...document.steps, p1: { ...document.steps['p1']!, touchpoints: [touchpointId] } }
    const cells = { 'l1:p1': { ...document.cells['l1:p1']!, binding: { kind: 'people', touchpoints: [touchpointId] } } }
    const rule = { version: 1, where: { trait: 'secret', op: 'exists' } }
    const question = { by: { kind: 'person' }, who: rule, segmentId: 4711 }
    const persona = { ...document.persona, segmentId: 4711 }
    const { mapId } = await ask<StoredMap>('POST', '/maps', { document: { ...document, steps, cells, persona } })
    const { token, url } = await ask<MapShare & { token: string; url: string }>('POST', `/maps/${mapId}/shares`, { days: 7 })
    expect(token).toMatch(/^[\w-]{43}$/u)
    expect(url).toBe(`http://localhost/shared/maps/${token}`)
    expect(await open(token)).toMatchObject({ status: 200, measures: null, touchpoints: { [touchpointId]: 'The web shop' } })
    await send(ask, [mapId, 0], change({ path: ['persona', 'segmentId'], was: 4711, value: null }))
    await ask('GET', `/maps/${mapId}/measures`)
    await send(ask, [mapId, 1], change({ path: ['question'], was: null, value: question as never }))
    const shown = await open(token)
    expect(shown).toMatchObject({
      measures: { cells: { 'l1:p1': { n: 1, value: 1 } } },
      document: { question: { by: { kind: 'person' } } },
    })
    for (const secret of ['4711', 'secret', 'The admin', 'Another']) expect(shown.text.includes(secret), secret).toBe(false)
    const { items } = await ask<{ items: MapShare[] }>('GET', `/maps/${mapId}/shares`)
    expect(items).toMatchObject([{ lastUsedAt: new Date(clock.now()).toISOString(), revokedAt: null }])
    const { rows } = await stores.postgres.system.query<{ all: string }>(
      'select s::text as all from map_shares s where workspace_id = $1',
      [workspaceId],
    )
    expect(rows[0]!.all.includes(token)).toBe(false)
  })

  it('that was taken back, has expired or never was is answered alike, and cannot be tried for long', async () => {
    const { ask, mapId } = await begin()
    const share = () => ask<MapShare & { token: string }>('POST', `/maps/${mapId}/shares`, { days: 1 })
    const [revoked, expired, used] = [await share(), await share(), await share()]
    expect(await ask('DELETE', `/maps/${mapId}/shares/${revoked.shareId}`)).toMatchObject({ revoked: true })
    expect(await ask('DELETE', `/maps/${mapId}/shares/${revoked.shareId}`)).toMatchObject({ status: 404, code: 'no_such_link' })
    const { status, text } = await open(revoked.token)
    expect({ status, code: (JSON.parse(text) as { code: string }).code }).toEqual({ status: 404, code: 'no_such_link' })
    expect((await open(used.token)).status).toBe(200)
    clock.advance(86_400_000)
    expect((await open(expired.token)).text).toBe(text)
    for (const never of ['x', 'x'.repeat(43), '%00', '..%2F..', "'; drop table maps; --"])
      expect((await open(encodeURI(never))).status).toBe(404)
    expect((await open('y'.repeat(43))).text).toBe(text)
    let last = 404
    for (let n = 0; n < 120 && last === 404; n += 1) last = (await open(`z${n}`)).status
    expect(last).toBe(429)
    const { mapId: other } = await ask<StoredMap>('POST', '/maps', EMPTY)
    const fresh = await ask<MapShare & { token: string }>('POST', `/maps/${other}/shares`, { days: 1 })
    expect((await open(fresh.token)).status).toBe(200)
    await ask('DELETE', `/maps/${other}`)
    clock.advance(3_600_000)
    expect((await open(fresh.token)).text).toBe(text)
  })
})

it('takes CJML in and out over HTTP, and stores nothing of what is read', async () => {
  const { ask, mapId, document } = await begin(RETAIL)
  const { xml } = await ask<{ xml: string }>('GET', `/maps/${mapId}/cjml`)
  const read = await ask<{ documents: StoredMap['document'][]; warnings: string[] }>('POST', '/map-imports/cjml', { xml })
  expect(read).toMatchObject({ documents: [document], warnings: [] })
  expect(await ask('POST', '/map-imports/cjml', { xml: '<!DOCTYPE x><CJML version="2.0"/>' })).toMatchObject({
    status: 422,
    code: 'bad_cjml',
  })
  expect((await ask<{ items: MapHead[] }>('GET', '/maps')).items).toHaveLength(1)
})
