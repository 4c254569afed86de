import { factLimits, identityPolicy } from '@percorso/contract'
import { describe, expect, it } from 'vitest'
import { createIdentify } from '../profiles/index.ts'
import type { Fact, Origin, Rejection } from './fact.ts'
import { createNormalise } from './normalise-fact.ts'
import type { Shared } from './normalise-fact.ts'
import { parseJson } from './parse-json.ts'
import { readEnvelope } from './read-envelope.ts'

const normalise = createNormalise(createIdentify(1, identityPolicy.parse({})))
const origin: Origin = {
  intakeId: 9,
  sourceId: 3,
  origin: 'live',
  call: undefined,
  receivedAt: Date.UTC(2026, 0, 15, 12),
  ip: undefined,
  userAgent: undefined,
}
const nothing: Shared = { context: undefined, integrations: undefined, sentAt: undefined }

/** What becomes of a request's text, the way the worker goes about it. */
function outcomes(text: string, from: Partial<Origin> = {}) {
  const { items, shared } = readEnvelope(parseJson(text))
  return items.map((item, index) => normalise(item, { ...origin, ...from }, { shared, index }))
}

function taken(item: unknown, from: Partial<Origin> = {}): Fact {
  const [outcome] = outcomes(typeof item === 'string' ? item : JSON.stringify(item), { call: 'track', ...from })
  if (!outcome?.ok) throw new Error(`refused: ${outcome?.rejection.reason}`)
  return outcome.fact
}

function refused(item: unknown, from: Partial<Origin> = {}): Rejection {
  const [outcome] = outcomes(typeof item === 'string' ? item : JSON.stringify(item), { call: 'track', ...from })
  if (!outcome || outcome.ok) throw new Error('was taken')
  return outcome.rejection
}

const fact = { event: 'Order Completed', userId: 'ada' }
const ids = ({ identifiers }: Fact) => identifiers.map(({ kind, value }) => `${kind}=${value}`)

describe('a fact', () => {
  it('has its type from itself, or from the path', () => {
    expect(taken({ ...fact, type: 'page', name: 'Pricing' }).type).toBe('page')
    expect(taken(fact, { call: 'track' }).type).toBe('track')
    for (const type of ['signup', 'constructor', '__proto__', 'toString', {}]) {
      expect(refused({ ...fact, type }, { call: undefined })).toMatchObject({ reason: 'type-unknown', sourceId: 3 })
    }
  })

  it('has a name', () => {
    expect(taken({ userId: 'ada', properties: { name: 'Pricing' } }, { call: 'page' }).name).toBe('Pricing')
    expect(taken({ userId: 'ada' }, { call: 'screen' }).name).toBe('screen')
    for (const event of [undefined, '', '  ', null, {}, []]) expect(refused({ ...fact, event }).reason).toBe('event-missing')
  })

  it('keeps names of 10,000 characters out, and what they came with', () => {
    const rejection = refused({ ...fact, event: 'n'.repeat(10_000), messageId: 'm' })
    expect([rejection.reason, rejection.messageId, JSON.parse(rejection.payload)]).toEqual([
      'name-too-long',
      'm',
      { ...fact, type: 'track', event: 'n'.repeat(10_000), messageId: 'm' },
    ])
    expect(taken({ ...fact, event: 'n'.repeat(500) }).name).toHaveLength(500)
  })

  it.each(['7', '"text"', 'null', '[]'])('is an object, not %s', (item) => {
    const [first, second] = outcomes(`{"batch":[${item},{"type":"track","event":"x","userId":"u"}]}`)
    expect(first).toMatchObject({ ok: false, rejection: { reason: 'not-an-object', payload: item } })
    expect(second?.ok).toBe(true)
  })

  it('has a message id; one that is missing is made of where the fact is', () => {
    expect(taken({ ...fact, messageId: 'm-1' }).messageId).toBe('m-1')
    expect(taken({ ...fact, messageId: 17 }).messageId).toBe('17')
    const made = outcomes(JSON.stringify({ batch: [fact, { ...fact, messageId: '' }, { ...fact, messageId: null }] }), { call: 'track' })
    expect(made.map((outcome) => outcome.ok && outcome.fact.messageId)).toEqual(['9-0', '9-1', '9-2'])
  })

  it('stands for a message id of 10,000 characters by its hash', () => {
    const messageId = (id: string) => taken({ ...fact, messageId: id }).messageId
    expect(messageId('m'.repeat(10_000))).toMatch(/^[0-9a-f]{64}$/u)
    expect(messageId('m'.repeat(10_000))).not.toBe(messageId('m'.repeat(10_001)))
  })
})

describe('identifiers', () => {
  it('are those that say who someone is', () => {
    const item = {
      userId: 'ada',
      anonymousId: 'a-1',
      traits: { email: ' Ada@Example.com ', phone: '+49 (30) 123 456' },
      context: { externalIds: [{ type: 'crm', id: 7, collection: 'users' }] },
    }
    expect(ids(taken(item, { call: 'identify' })).sort()).toEqual([
      'anonymous_id=a-1',
      'email=ada@example.com',
      'external:crm=7',
      'phone=+4930123456',
      'user_id=ada',
    ])
  })

  it.each(['null', 'undefined', '0', 0, null, '', '  ', 'NaN', '[object Object]', {}, [], true])('%j is nobody', (id) => {
    expect(ids(taken({ ...fact, userId: id, anonymousId: 'a-1' }))).toEqual(['anonymous_id=a-1'])
    const rejection = refused({ ...fact, userId: id })
    expect([rejection.reason, JSON.parse(rejection.payload)]).toEqual(['identifier-missing', { ...fact, type: 'track', userId: id }])
  })

  it('of 20 digits keep them all', () => {
    expect(ids(taken('{"event":"x","userId":12345678901234567890}'))).toEqual(['user_id=12345678901234567890'])
  })

  it('of 10,000 characters are refused', () => {
    expect(refused({ ...fact, userId: 'u'.repeat(10_000) }).reason).toBe('identifier-too-long')
  })

  it('that an alias speaks of are alleged', () => {
    const { alleged } = taken({ userId: 'ada', previousId: 'old' }, { call: 'alias' })
    expect(alleged.map(({ kind, value }) => `${kind}=${value}`).sort()).toEqual(['anonymous_id=old', 'user_id=old'])
  })
})

describe('what a batch says for all', () => {
  it('is merged into each fact, which knows better', () => {
    const batch = [{ ...fact, context: { locale: 'de', page: { path: '/a' } } }, fact]
    const text = JSON.stringify({ batch, context: { locale: 'en', app: { name: 'Shop' } }, sentAt: '2026-01-15T12:00:00Z' })
    const contexts = outcomes(text, { call: 'track' }).map((outcome) =>
      outcome.ok ? (JSON.parse(outcome.fact.context) as unknown) : undefined,
    )
    expect(contexts).toEqual([
      { locale: 'de', app: { name: 'Shop' }, page: { path: '/a' } },
      { locale: 'en', app: { name: 'Shop' } },
    ])
  })

  it('includes when it was sent', () => {
    const late = { ...fact, timestamp: '2026-01-15T09:00:00Z' }
    const text = JSON.stringify({ batch: [late, { ...late, sentAt: '2026-01-15T09:00:30Z' }], sentAt: '2026-01-15T09:01:00Z' })
    const times = outcomes(text, { call: 'track' }).map((outcome) => outcome.ok && outcome.fact.time - origin.receivedAt)
    expect(times).toEqual([-60_000, -30_000])
  })
})

describe('nothing is lost', () => {
  it('of names that JavaScript treats specially', () => {
    const { properties, context } = taken(
      '{"event":"x","userId":"u","properties":{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}},"context":{"__proto__":{"y":1}}}',
      { ip: '::1' },
    )
    expect(properties).toBe('{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}')
    expect(context).toBe('{"__proto__":{"y":1},"ip":"::1"}')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('of numbers, and little of characters that no store can hold', () => {
    expect(taken('{"event":"a\\u0000b","userId":"u\\ud800","properties":{"n":1e400,"id":12345678901234567890}}')).toMatchObject({
      name: 'a\uFFFDb',
      userId: 'u\uFFFD',
      properties: '{"n":"1e400","id":"12345678901234567890"}',
    })
  })

  it('of properties that are not an object', () => {
    expect(taken({ ...fact, properties: [1, 2] }).properties).toBe('{"value":[1,2]}')
    expect(taken({ ...fact, properties: 'x' }).properties).toBe('{"value":"x"}')
    expect(taken({ ...fact, properties: null }).properties).toBe('{}')
  })

  it.each(['1', '"\\u0000"', '12345678901234567890'])('of a fact nested 20,000 deep around %s but its depth', (core) => {
    const deep = `{"type":"track","event":"x","userId":"u","id":12345678901234567890,"properties":${'{"a":'.repeat(20_000)}${core}${'}'.repeat(20_000)}}`
    const [first, second] = outcomes(`{"batch":[${deep},{"type":"track","event":"x","userId":12345678901234567890}]}`)
    expect(first).toMatchObject({ ok: false, rejection: { reason: 'too-deep' } })
    expect(!first!.ok && first!.rejection.payload).toContain('"id":"12345678901234567890"')
    expect(second).toMatchObject({ ok: true, fact: { userId: '12345678901234567890' } })
  })

  it('of a fact that is too large, or has too many names', () => {
    const large = { ...fact, properties: { text: 'x'.repeat(factLimits.factBytes) } }
    const many = { ...fact, properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1])) }
    for (const item of [large, many]) {
      const { reason, payload } = refused(item)
      expect([reason, JSON.parse(payload)]).toEqual(['fact-too-large', { ...item, type: 'track' }])
    }
    expect(taken({ ...fact, properties: { text: 'x'.repeat(factLimits.factBytes - 100) } }).name).toBe('Order Completed')
  })

  it('of a time that cannot be', () => {
    for (const timestamp of ['1970-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'soon']) {
      const { time, context } = taken({ ...fact, timestamp })
      expect([time, JSON.parse(context)]).toEqual([origin.receivedAt, { percorso: { originalTimestamp: timestamp } }])
    }
  })
})

describe('crawlers', () => {
  it('are known by their user agent, the fact’s own before the request’s', () => {
    const bot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
    expect(taken(fact, { userAgent: bot }).bot).toBe(true)
    expect(
      taken({ ...fact, context: { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36' } }, { userAgent: bot }).bot,
    ).toBe(false)
    expect(taken(fact).bot).toBe(false)
  })
})

describe('normalise', () => {
  it('gives the same for the same', () => {
    const item = { ...fact, context: { a: 1 } }
    const once = () =>
      JSON.stringify(normalise(item, { ...origin, call: 'track' }, { shared: { ...nothing, context: { b: 2 } }, index: 0 }))
    expect(once()).toBe(once())
    expect(item).toEqual({ ...fact, context: { a: 1 } })
  })
})
