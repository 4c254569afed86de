import fc from 'fast-check'
import { anything } from '../../../contract/src/testing/any-words.ts'

// Random histories of a handful of people: what they do, in any order of arrival, with merges, and words of rules about it.

const HOUR_MS = 3_600_000

const scalars = fc.constantFrom<string | number | boolean>('gold', 'Łódź', '2026-03-29', 1, 2, 7.5, true)
const documents = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(scalars, fc.array(scalars, { maxLength: 2 }), fc.constant({ c: 7 })), {
  maxKeys: 2,
  noNullPrototype: true,
})
const whos = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ user_id: `u${n}` })),
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ anonymous_id: `d${n}` })),
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).map(([n, m]): Record<string, string> => ({ user_id: `u${n}`, anonymous_id: `d${m}` })),
) // prettier-ignore
/** What people do, and what they say of consent. `ago`: how long before it arrives it happened, in hours. */
const agos = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 72 }), fc.integer({ min: 0, max: 9000 }))
const accounts = fc.constantFrom(undefined, undefined, undefined, 'acme')
const acts = fc.record({
  who: whos,
  ago: agos,
  event: fc.constantFrom('Viewed', 'Viewed', 'Ordered', 'Ordered', 'identify'),
  document: documents,
  account: accounts,
})
const sayings = fc.record({
  who: whos,
  ago: agos,
  event: fc.constant('Consent Changed'),
  document: fc.record(
    { purpose: fc.constantFrom('news', 'calls'), given: fc.constantFrom(true, false, true, false, null, 'perhaps') },
    { noNullPrototype: true },
  ),
  account: accounts,
})
const deeds = fc.oneof({ arbitrary: acts, weight: 5 }, { arbitrary: sayings, weight: 1 })
/** People who are put into one of two uploaded sets, or taken out of it, by identifiers that may not be known yet. */
const uploads = fc.record({
  set: fc.constantFrom(1, 2),
  isIn: fc.oneof({ arbitrary: fc.constant(true), weight: 2 }, { arbitrary: fc.constant(false), weight: 1 }),
  kind: fc.constantFrom('user_id', 'anonymous_id'),
  numbers: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 }),
})
/**
 * Steps of a history: what arrives, how much later it is then, whether all is sent again, who is kept apart from whom, and what is put into a set or taken
 * out before anything arrives.
 */
export const anyHistory = fc.array(
  fc.record({
    deeds: fc.array(deeds, { maxLength: 12 }),
    hours: fc.constantFrom(0, 1, 12, 24, 24 * 7, 24 * 9, 24 * 31),
    resend: fc.boolean(),
    upload: fc.option(uploads, { nil: undefined }),
    part: fc.option(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { nil: undefined }),
  }),
  { minLength: 3, maxLength: 5 },
)

/** What rules about such a history are made of. */
export const historyWords = {
  facts: fc.constantFrom('Viewed', 'Ordered', 'identify'),
  types: fc.constantFrom('track' as const, 'identify' as const),
  properties: fc.constantFrom('a', 'b', 'b.c'),
  traits: fc.constantFrom('a', 'b'),
  accountTraits: fc.constant('a'),
  identifiers: fc.constantFrom('user_id', 'anonymous_id'),
  values: scalars,
  texts: fc.constantFrom('gold', 'ó', 'u1', 'ac'),
  patterns: fc.constantFrom('^g', 'Ł'),
  numbers: fc.constantFrom(0, 1, 2, 7.5, 10),
  counts: fc.integer({ min: 0, max: 3 }),
  days: fc.constantFrom(1, 9, 400),
  durations: fc.constantFrom<{ n: number; unit: 'hours' | 'days' | 'weeks' }>({ n: 12, unit: 'hours' }, { n: 1, unit: 'days' }, { n: 9, unit: 'days' }, { n: 8, unit: 'weeks' }),
  instants: fc.constantFrom('2026-03-29', '2026-03-28T23:00:00Z', '2026-04-02', '2025-12-01'),
  salts: fc.constant('salt'),
  sets: fc.constantFrom(1, 2),
  purposes: fc.constantFrom('news', 'calls', '__proto__'),
  ops: anything.ops,
} // prettier-ignore
export type Deed = {
  who: Record<string, string>
  ago: number
  event: string
  document: Record<string, unknown>
  account: string | undefined
}

/** A deed as tests read it. */
export function toDraft({ who, ago, event, document, account }: Deed, { messageId, now }: { messageId: string; now: number }) {
  const isTrack = event !== 'identify'
  return {
    who,
    time: new Date(now - ago * HOUR_MS).toISOString(),
    messageId,
    ...(isTrack ? { event, properties: document } : { traits: document }),
    ...(account !== undefined && { accountId: account }),
  }
}

/** And as it is sent. */
export function toCall({
  who,
  time,
  messageId,
  event,
  properties,
  traits,
  accountId,
}: ReturnType<typeof toDraft> & { event?: string; properties?: object; traits?: object }) {
  return {
    messageId,
    timestamp: time,
    ...(who['user_id'] && { userId: who['user_id'] }),
    ...(who['anonymous_id'] && { anonymousId: who['anonymous_id'] }),
    ...(accountId && { context: { groupId: accountId } }),
    ...(event ? { type: 'track', event, properties } : { type: 'identify', traits }),
  }
}
