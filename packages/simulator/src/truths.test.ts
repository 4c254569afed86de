import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR } from './calendar.ts'
import { meanRatio, oddsRatio } from './count-outcomes.ts'
import type { Amount, Case, Estimate } from './count-outcomes.ts'
import { createWorld, history, truths } from './index.ts'
import type { Story } from './index.ts'
import type { SampleFact } from './life.ts'
import { isPresent } from './presents.ts'

// Each truth is found again in the facts alone, in a world of 40,000 customers. An estimate may be three standard errors off, which happens one
// time in 370 to a world that keeps its truths; that the standard error is small makes sure that a truth of another size is noticed.

const world = createWorld({ seed: 7, customers: 40_000, days: 365, endsAt: Date.UTC(2026, 10, 20) })
const found: Record<'late' | 'apologised' | 'present' | 'mailReturn' | 'unsubscribe' | 'chat' | 'appointment' | 'app' | 'referredLead', Case[]> = {
  late: [], apologised: [], present: [], mailReturn: [], unsubscribe: [], chat: [], appointment: [], app: [], referredLead: [],
} // prettier-ignore
const values: { demonstration: Amount[]; naiveDemonstration: Amount[]; referral: Amount[] } = {
  demonstration: [],
  naiveDemonstration: [],
  referral: [],
}
const leaving = { confusing: { views: 0, last: 0 }, others: { views: 0, last: 0 } }

beforeAll(() => {
  for (const story of history(world)) {
    countReturn(story)
    countMail(story)
    countValues(story)
    countLead(story)
    countChats(story)
    countLeaving(story)
  }
}, 120_000)

type Timed = SampleFact & { at: number; properties: Record<string, unknown> }

function named({ told }: Story, event: string): Timed[] {
  return told.flatMap(({ fact, at }) => (fact.event === event ? [{ ...fact, at, properties: fact.properties ?? {} }] : []))
}

const isHarmed = ({ person, told }: Story) => {
  const said = told.find(({ fact }) => fact.traits?.['interests'])?.fact.traits
  return person.country.code === 'PL' && said?.['newsletter'] === 'weekly' && (said['interests'] as string[]).includes('offers')
}

/** First orders that were delivered, with 90 days to come back in. */
function countReturn(story: Story): void {
  const [first, second] = named(story, 'Order Completed')
  if (first?.properties['order_number'] !== 1 || first.at > world.endsAt - 90 * DAY) return
  const outcome = second !== undefined && second.at - first.at <= 90 * DAY
  const present = isPresent(first.at, story.person.country.zone)
  const promise = named(story, 'Delivery Promised').find(({ properties }) => properties['order_id'] === first.properties['order_id'])
  const harmed = isHarmed(story)
  if (!promise) return
  const delivery = named(story, 'Order Delivered').find(({ properties }) => properties['order_id'] === first.properties['order_id'])!
  const promisedAt = Date.parse(String(promise.properties['promised_at']))
  const apologised = named(story, 'Call Answered').some(
    ({ at, properties }) => properties['apology'] === true && at > promisedAt && at - promisedAt <= 24 * HOUR,
  )
  const late = Number(delivery.properties['late_days']) > 0
  if (!apologised) found.late.push({ exposed: late, outcome, stratum: `${present}/${harmed}` })
  if (!late || apologised) found.apologised.push({ exposed: late, outcome, stratum: `${present}/${harmed}` })
  const lived = late ? (apologised ? 'apologised' : 'late') : 'on time'
  found.present.push({ exposed: present, outcome, stratum: `${lived}/${harmed}` })
  found.mailReturn.push({ exposed: harmed, outcome, stratum: `${lived}/${present}` })
}

function countMail(story: Story): void {
  const left = named(story, 'Unsubscribed').length
  const mails = named(story, 'Email Delivered').length
  for (let mail = 0; mail < mails; mail += 1) found.unsubscribe.push({ exposed: isHarmed(story), outcome: mail < left, stratum: '' })
}

function countValues(story: Story): void {
  const demonstrations = named(story, 'Demonstration Attended')
  const referred = named(story, 'Invitation Accepted').length > 0
  for (const { at, properties } of named(story, 'Order Completed')) {
    const exposed = demonstrations.some((shown) => shown.at < at && at - shown.at < HOUR)
    const [value, shop] = [Number(properties['total']), properties['shop'] as string | undefined]
    if (shop !== undefined) {
      values.demonstration.push({ exposed, value, stratum: shop })
      values.naiveDemonstration.push({ exposed, value, stratum: story.person.country.code })
    }
    if (!story.person.established) {
      const alike = [story.person.country.code, shop, exposed, story.person.bargainHunter]
      values.referral.push({ exposed: referred, value, stratum: alike.join('/') })
    }
  }
}

/** Leads: those who signed up and did not order within a day of that, with 60 days to decide in. */
function countLead(story: Story): void {
  const [signedUp] = named(story, 'Signed Up')
  const [first] = named(story, 'Order Completed')
  if (!signedUp || signedUp.at > world.endsAt - 60 * DAY || (first && first.at - signedUp.at < DAY)) return
  const soon = (event: string) => named(story, event).some(({ at }) => at >= signedUp.at && at - signedUp.at < 3 * DAY)
  const [appointment, app, referred] = [soon('Appointment Requested'), soon('Application Installed'), story.person.referrer !== undefined]
  const outcome = first !== undefined && first.at - signedUp.at <= 60 * DAY
  found.appointment.push({ exposed: appointment, outcome, stratum: `${app}/${referred}` })
  found.app.push({ exposed: app, outcome, stratum: `${appointment}/${referred}` })
  found.referredLead.push({ exposed: referred, outcome, stratum: `${appointment}/${app}` })
}

function countChats(story: Story): void {
  for (const { properties } of named(story, 'Chat Ended')) {
    found.chat.push({
      exposed: Number(properties['wait_s']) > truths.chatWait.over_s,
      outcome: Number(properties['rating']) >= 4,
      stratum: '',
    })
  }
}

/** A page is the last of its session if no other follows on the same device within half an hour. */
function countLeaving({ told }: Story): void {
  const pages = told.filter(({ fact }) => fact.type === 'page')
  for (const views of Map.groupBy(pages, ({ fact }) => fact.anonymousId).values()) {
    for (const [index, { at, fact }] of views.entries()) {
      const counted = fact.properties?.['path'] === truths.confusingPage.path ? leaving.confusing : leaving.others
      counted.views += 1
      const next = views[index + 1]
      if (!next || next.at - at > 30 * 60_000) counted.last += 1
    }
  }
}

function expectRatio({ ratio, se }: Estimate, truth: number, seMax: number): void {
  expect(se).toBeLessThan(seMax)
  expect(Math.abs(Math.log(ratio / truth)), `${ratio} ± ${se} is not ${truth}`).toBeLessThan(3 * se)
}

describe('late first deliveries', () => {
  test('multiply the odds of a second order within 90 days by 0.45', () => expectRatio(oddsRatio(found.late), 0.45, 0.07))
  test('but by 0.95 if the call centre apologises within a day', () => expectRatio(oddsRatio(found.apologised), 0.95, 0.08))
  test('presents come back less: odds times 0.7', () => expectRatio(oddsRatio(found.present), 0.7, 0.09))
})

describe('weekly mail to bargain hunters in Poland', () => {
  test('multiplies the odds of leaving the list at a mail by 6', () => expectRatio(oddsRatio(found.unsubscribe), 6, 0.07))
  test('and those of a second order by 0.6', () => expectRatio(oddsRatio(found.mailReturn), 0.6, 0.12))
})

describe('baskets', () => {
  test('are worth 22% more after a demonstration, shop by shop', () => expectRatio(meanRatio(values.demonstration), 1.22, 0.01))
  test('and seem to be worth still more to whoever does not look shop by shop', () => {
    const { ratio, se } = meanRatio(values.naiveDemonstration)
    expect(Math.log(ratio / 1.22)).toBeGreaterThan(4 * se)
  })
  test('are worth 25% more if a friend brought the customer', () => expectRatio(meanRatio(values.referral), 1.25, 0.01))
})

describe('leads', () => {
  test('with an appointment: odds of buying times 3', () => expectRatio(oddsRatio(found.appointment), 3, 0.05))
  test('with the app: times 2.2', () => expectRatio(oddsRatio(found.app), 2.2, 0.05))
  test('brought by a friend: times 1.8', () => expectRatio(oddsRatio(found.referredLead), 1.8, 0.05))
})

test('a chat that waits over three minutes is rated good with 0.4 of the odds', () => expectRatio(oddsRatio(found.chat), 0.4, 0.07))

test('48% of the views of the confusing page end the session, and fewer of any other page', () => {
  const { confusing, others } = leaving
  const se = Math.sqrt((0.48 * 0.52) / confusing.views)
  expect(confusing.views).toBeGreaterThan(10_000)
  expect(Math.abs(confusing.last / confusing.views - 0.48)).toBeLessThan(3 * se)
  expect(others.last / others.views).toBeLessThan(0.26)
})
