import type { FactMatch, SegmentWhere } from '@percorso/contract'
import type { Deed, Lived } from './lived.ts'

/** A segment, and who is in it: told from what people lived through, by plain loops, without any of our code that evaluates rules. */
export type SampleSegment = { name: string; where: SegmentWhere; isIn: (who: Lived) => boolean }

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const TIME_ZONE = 'Europe/Rome'

type Fact = (deed: Deed) => boolean

const did = (of: FactMatch, value = 1): SegmentWhere => ({ count: of, op: 'atLeast', value })
const lately = (of: FactMatch, days: number, value = 1): SegmentWhere => ({ count: of, within: { last: { n: days, unit: 'days' } }, op: 'atLeast', value }) // prettier-ignore
const named = (name: string, passes: (properties: Deed['properties']) => boolean = () => true): Fact => (deed) => deed.name === name && passes(deed.properties) // prettier-ignore
const all = ({ deeds }: Lived, fact: Fact) => deeds.filter(fact)
const has = ({ identifiers }: Lived, kind: string) => [...identifiers].some((identifier) => identifier.startsWith(`${kind}/`))
const cents = (deeds: Deed[]) => deeds.reduce((sum, { properties }) => sum + Math.round(Number(properties['total']) * 100), 0)
const numbers = (deeds: Deed[], property: string) => deeds.map(({ properties }) => Number(properties[property]))

/** The Monday of a moment's week where the shop is, as a date. */
function mondayOf(at: number): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(TIME_ZONE).toPlainDate()
  return day.subtract({ days: day.dayOfWeek - 1 }).toString()
}

/** Whether a deed of each list follows one of the list before, from first to last in so long. */
function follow(lists: Deed[][], within: number): boolean {
  const goesOn = (step: number, first: number, latest: number): boolean =>
    step === lists.length || lists[step]!.some(({ at }) => at > latest && at - first <= within && goesOn(step + 1, first, at))
  return lists[0]!.some(({ at }) => goesOn(1, at, at))
}

const order = named('Order Completed')
const inEuro = named('Order Completed', ({ currency }) => currency === 'EUR')
const euro: FactMatch = { fact: 'Order Completed', where: [{ property: 'currency', op: 'equals', value: 'EUR' }] }
const online: FactMatch = { fact: 'Order Completed', where: [{ property: 'affiliation', op: 'anyOf', value: ['Web shop', 'App'] }] }
const isOnline = named('Order Completed', ({ affiliation }) => affiliation === 'Web shop' || affiliation === 'App')

/** Buying: how much, how often, when, and what came of it. */
function buying(now: number): SampleSegment[] {
  const since = (days: number) => now - days * DAY
  return [
    { name: 'bought twice in 90 days', where: lately({ fact: 'Order Completed' }, 90, 2), isIn: (who) => all(who, order).filter(({ at }) => at > since(90)).length >= 2 },
    { name: 'spent more than 300 euro', where: { measure: 'sum', property: 'total', of: euro, op: 'moreThan', value: 300 }, isIn: (who) => cents(all(who, inEuro)) > 30_000 },
    { name: 'baskets of 70 euro on average', where: { measure: 'average', property: 'total', of: euro, op: 'atLeast', value: 70 }, isIn: (who) => all(who, inEuro).length > 0 && cents(all(who, inEuro)) >= 7_000 * all(who, inEuro).length },
    { name: 'bought before, not for 120 days', where: { stopped: { fact: 'Order Completed' }, for: { n: 120, unit: 'days' } }, isIn: (who) => all(who, order).length > 0 && all(who, order).every(({ at }) => at <= since(120)) },
    { name: 'first bought in the last 60 days', where: { time: 'first', of: { fact: 'Order Completed' }, op: 'withinLast', value: { n: 60, unit: 'days' } }, isIn: (who) => all(who, order).length > 0 && all(who, order).every(({ at }) => at > since(60)) },
    { name: 'bought before Christmas', where: { count: { fact: 'Order Completed' }, within: { from: '2025-11-15', to: '2025-12-25' }, op: 'atLeast', value: 1 }, isIn: (who) => all(who, order).some(({ at }) => at >= Date.parse('2025-11-14T23:00:00Z') && at < Date.parse('2025-12-24T23:00:00Z')) },
    { name: 'only ever bought at a till', where: { all: [did({ fact: 'Order Completed' }), { not: did(online) }] }, isIn: (who) => all(who, order).length > 0 && all(who, isOnline).length === 0 },
    { name: 'app or shop, nothing bought online in 180 days', where: { all: [{ any: [did({ type: 'screen' }), did({ fact: 'Shop Visited' })] }, { not: lately(online, 180) }] }, isIn: (who) => who.deeds.some(({ type, name }) => type === 'screen' || name === 'Shop Visited') && !all(who, isOnline).some(({ at }) => at > since(180)) },
    { name: 'from a look to an order in two hours, in 90 days', where: { sequence: [{ fact: 'Product Viewed' }, { fact: 'Product Added' }, { fact: 'Order Completed' }], in: { n: 2, unit: 'hours' }, within: { last: { n: 90, unit: 'days' } } }, isIn: (who) => follow(['Product Viewed', 'Product Added', 'Order Completed'].map((name) => all(who, named(name)).filter(({ at }) => at > since(90))), 2 * HOUR) },
    { name: 'a coupon twice in 180 days, and likes offers', where: { all: [{ trait: 'interests', op: 'has', value: 'offers' }, lately({ fact: 'Order Completed', where: [{ property: 'coupon', op: 'exists' }] }, 180, 2)] }, isIn: (who) => ((who.traits['interests'] ?? []) as string[]).includes('offers') && all(who, order).filter(({ at, properties }) => at > since(180) && properties['coupon'] !== undefined).length >= 2 },
    { name: 'of a household of three or more, bought in 90 days', where: { all: [{ accountTrait: 'members', op: 'atLeast', value: 3 }, lately({ fact: 'Order Completed' }, 90)] }, isIn: (who) => Number(who.household?.['members'] ?? 0) >= 3 && all(who, order).some(({ at }) => at > since(90)) },
  ] // prettier-ignore
}

/** What they went through after buying, and what they said of it. */
function served(now: number): SampleSegment[] {
  const since = (days: number) => now - days * DAY
  const lateFacts: FactMatch = { fact: 'Order Delivered', where: [{ property: 'late_days', op: 'moreThan', value: 0 }] }
  const late = named('Order Delivered', ({ late_days }) => Number(late_days) > 0)
  const firstOrder = named('Order Completed', ({ order_number }) => order_number === 1)
  const unsolved = named('Call Answered', ({ outcome }) => outcome === 'not solved')
  const nps = (who: Lived) =>
    all(
      who,
      named('Survey Answered', ({ survey }) => survey === 'nps'),
    )
  return [
    { name: 'first order sent back within 14 days, no call in vain', where: { sequence: [{ fact: 'Order Completed', where: [{ property: 'order_number', op: 'equals', value: 1 }] }, { fact: 'Return Requested' }], in: { n: 14, unit: 'days' }, without: { fact: 'Call Answered', where: [{ property: 'outcome', op: 'equals', value: 'not solved' }] } }, isIn: (who) => all(who, firstOrder).some((a) => all(who, named('Return Requested')).some((b) => b.at > a.at && b.at - a.at <= 14 * DAY && !all(who, unsolved).some(({ at }) => at > a.at && at < b.at))) },
    { name: 'second order within 45 days, no answer of 1 or 2', where: { sequence: [{ fact: 'Order Completed', where: [{ property: 'order_number', op: 'equals', value: 1 }] }, { fact: 'Order Completed' }], in: { n: 45, unit: 'days' }, without: { fact: 'Survey Answered', where: [{ property: 'score', op: 'atMost', value: 2 }] } }, isIn: (who) => all(who, firstOrder).some((a) => all(who, order).some((b) => b.at > a.at && b.at - a.at <= 45 * DAY && !all(who, named('Survey Answered', ({ score }) => Number(score) <= 2)).some(({ at }) => at > a.at && at < b.at))) },
    { name: 'a late parcel, never an apology', where: { all: [did(lateFacts), { not: did({ fact: 'Call Answered', where: [{ property: 'apology', op: 'equals', value: true }] }) }] }, isIn: (who) => all(who, late).length > 0 && all(who, named('Call Answered', ({ apology }) => apology === true)).length === 0 },
    { name: 'spoke up within 10 days of the first late parcel', where: { any: ['Product Reviewed', 'Survey Answered'].map((fact) => ({ count: { fact }, within: { after: lateFacts, for: { n: 10, unit: 'days' as const } }, op: 'atLeast' as const, value: 1 })) }, isIn: (who) => all(who, late).slice(0, 1).some((parcel) => who.deeds.some(({ name, at }) => (name === 'Product Reviewed' || name === 'Survey Answered') && at >= parcel.at && at < parcel.at + 10 * DAY)) },
    { name: 'the last time, would not recommend', where: { edge: 'last', of: { fact: 'Survey Answered', where: [{ property: 'survey', op: 'equals', value: 'nps' }] }, is: { property: 'score', op: 'atMost', value: 6 } }, isIn: (who) => Number(nps(who).at(-1)?.properties['score'] ?? 10) <= 6 },
    { name: 'every chat rated 4 or 5', where: { measure: 'min', property: 'rating', of: { fact: 'Chat Ended' }, op: 'atLeast', value: 4 }, isIn: (who) => all(who, named('Chat Ended')).length > 0 && Math.min(...numbers(all(who, named('Chat Ended')), 'rating')) >= 4 },
    { name: 'held for two minutes once in half a year', where: { measure: 'max', property: 'wait_s', of: { fact: 'Call Answered' }, within: { last: { n: 26, unit: 'weeks' } }, op: 'atLeast', value: 120 }, isIn: (who) => numbers(all(who, named('Call Answered')).filter(({ at }) => at > since(182)), 'wait_s').some((wait) => wait >= 120) },
  ] // prettier-ignore
}

/** What they look at and read, how often, and who they are. */
function looking(now: number): SampleSegment[] {
  const since = (days: number) => now - days * DAY
  const consent = (who: Lived) => all(who, named('Consent Changed')).at(-1)
  const lighting = named('Product Viewed', ({ category }) => category === 'lighting')
  const weeksOf = (deeds: Deed[]) => new Set(deeds.map(({ at }) => mondayOf(at)))
  const lastWeeks = (weeks: number) => Array.from({ length: weeks }, (_, ago) => Temporal.PlainDate.from(mondayOf(now)).subtract({ weeks: ago }).toString()) // prettier-ignore
  return [
    { name: 'silent for 60 days', where: { stopped: {}, for: { n: 60, unit: 'days' } }, isIn: ({ deeds }) => deeds.every(({ at }) => at <= since(60)) },
    { name: 'looked at lighting three times in 180 days', where: lately({ fact: 'Product Viewed', where: [{ property: 'category', op: 'equals', value: 'lighting' }] }, 180, 3), isIn: (who) => all(who, lighting).filter(({ at }) => at > since(180)).length >= 3 },
    { name: 'five different products in 30 days', where: { measure: 'distinct', property: 'product_id', of: { fact: 'Product Viewed' }, within: { last: { n: 30, unit: 'days' } }, op: 'atLeast', value: 5 }, isIn: (who) => new Set(all(who, named('Product Viewed')).filter(({ at }) => at > since(30)).map(({ properties }) => properties['product_id'])).size >= 5 },
    { name: 'pages of living and lighting, by their address', where: { count: { type: 'page', where: [{ property: 'path', op: 'matches', value: '^/p/li[gv]-' }] }, op: 'atLeast', value: 4 }, isIn: ({ deeds }) => deeds.filter(({ type, properties }) => type === 'page' && /^\/p\/(?:lig|liv)-/u.test(String(properties['path']))).length >= 4 },
    { name: 'opened a mail in 4 of the last 12 weeks', where: { regularly: { fact: 'Email Opened' }, weeks: 12, atLeast: 4 }, isIn: (who) => lastWeeks(12).filter((monday) => weeksOf(all(who, named('Email Opened'))).has(monday)).length >= 4 },
    { name: 'three mails in 90 days, none opened', where: { all: [lately({ fact: 'Email Delivered' }, 90, 3), { not: lately({ fact: 'Email Opened' }, 90) }] }, isIn: (who) => all(who, named('Email Delivered')).filter(({ at }) => at > since(90)).length >= 3 && !all(who, named('Email Opened')).some(({ at }) => at > since(90)) },
    { name: 'agree to the newsletter', where: { consent: 'newsletter', op: 'given' }, isIn: (who) => consent(who)?.properties['given'] === true },
    { name: 'left the newsletter in the last 180 days', where: { consent: 'newsletter', op: 'withdrawn', within: { last: { n: 180, unit: 'days' } } }, isIn: (who) => consent(who)?.properties['given'] === false && consent(who)!.at > since(180) },
    { name: 'were never asked about the newsletter', where: { consent: 'newsletter', op: 'unknown' }, isIn: (who) => consent(who) === undefined },
    { name: 'women born since 1990, seen in the last 30 days', where: { all: [{ trait: 'gender', op: 'equals', value: 'female' }, { trait: 'birthYear', op: 'atLeast', value: 1990 }, { profile: 'lastSeen', op: 'withinLast', value: 30 }] }, isIn: ({ traits, deeds }) => traits['gender'] === 'female' && Number(traits['birthYear']) >= 1990 && deeds.some(({ at }) => at > since(30)) },
    { name: 'an account, no card', where: { all: [{ identifier: 'user_id', op: 'exists' }, { not: { identifier: 'external:loyalty_card', op: 'exists' } }] }, isIn: (who) => has(who, 'user_id') && !has(who, 'card') },
    { name: 'nobody with a name, ten facts or more', where: { all: [{ not: { any: ['user_id', 'email', 'external:loyalty_card'].map((identifier) => ({ identifier, op: 'exists' as const })) } }, { profile: 'facts', op: 'atLeast', value: 10 }] }, isIn: (who) => !['user_id', 'email', 'card'].some((kind) => has(who, kind)) && who.deeds.length >= 10 },
  ] // prettier-ignore
}

/** Segments of every kind of condition, as the shop's people would make them, with who is in them at a moment (ms). */
export function sampleSegments(now: number): SampleSegment[] {
  return [...buying(now), ...served(now), ...looking(now)]
}
