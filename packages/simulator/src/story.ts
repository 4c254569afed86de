import { firstContact, seeAds } from './advertising.ts'
import { visitApp } from './app-visit.ts'
import { buyAgain } from './buy-again.ts'
import { DAY, HOUR, timeOfDay } from './calendar.ts'
import type { Rhythm } from './calendar.ts'
import { callForHelp } from './call.ts'
import { beExpert } from './expert.ts'
import { startNps } from './feedback.ts'
import { beginLife, daysLater, plan, tell, withCard } from './life.ts'
import type { Act, Life, Scenes } from './life.ts'
import { sayConsent, startLetters } from './mail.ts'
import type { Person } from './person.ts'
import { visitShop } from './shop-visit.ts'
import { visitWebShop } from './web-visit.ts'
import type { World } from './world.ts'

const scenes: Scenes = { buyAgain, followLink: (life, at, campaign) => visitWebShop(life, at, { goal: 'browse', campaign }) }

/** Somebody at the moment before the shop meets them. */
export function newLife(world: World, person: Person): Life {
  const life = beginLife(world, person, scenes)
  plan(life, person.arrivesAt, person.established ? comeKnown : comeNew)
  return life
}

/** Was a customer before the shop began to keep facts: what it knew of them is the first of these. */
function comeKnown(life: Life, at: number): void {
  const { person, state, chance } = life
  state.orders = chance.whole(1, 9)
  state.signedUp = chance.is(0.8)
  state.hasCard = !state.signedUp || chance.is(0.5)
  state.gavePhone = state.signedUp && chance.is(0.6)
  state.subscribed = state.signedUp && person.reader.subscribes
  state.usesApp = person.app !== undefined && chance.is(0.5)
  tellWhatWasKnown(life, at)
  if (state.subscribed) startLetters(life, at)
  startNps(life, at)
  plan(life, daysLater(life, at, 28), buyAgain)
  livesOn(life, at, 1)
}

function tellWhatWasKnown(life: Life, at: number): void {
  const { person, state, world, chance } = life
  const customer_since = new Date(world.startsAt).getUTCFullYear() - chance.whole(0, 7)
  const { firstName, lastName, email, phone, household, country } = person
  const traits = { firstName, lastName, name: `${firstName} ${lastName}`, customer_since, address: { city: household.city.name, country: country.code }, orders_before: state.orders } // prettier-ignore
  const known = { ...traits, ...(state.signedUp && { email }), ...(state.gavePhone && { phone }), ...(state.subscribed && { newsletter: person.reader.rhythm, interests: interestsOf(person) }) } // prettier-ignore
  const who = { ...(state.signedUp && { userId: person.userId }), ...(state.hasCard && withCard(life)) }
  tell(life, at, { source: state.signedUp ? 'Web shop' : 'Tills', type: 'identify', ...who, traits: known })
  if (state.signedUp) sayConsent(life, at, { source: 'Web shop', userId: person.userId, form: 'sign-up' })
}

function interestsOf({ bargainHunter, expert }: Person): string[] {
  return [...(bargainHunter ? ['offers'] : []), ...(expert ? ['craft'] : []), 'home']
}

/** Newcomers look around, most of them sign up, and then decide. */
function comeNew(life: Life, at: number): void {
  const { person, chance } = life
  const { zone } = person.country
  const online = (days: number) => timeOfDay(at + days * DAY, zone, { rhythm: 'online', chance })
  const start = timeOfDay(at, zone, { rhythm: 'online', chance })
  plan(life, start, firstContact)
  plan(life, start + 2 * DAY, seeAds)
  for (let visit = chance.whole(0, 2); visit > 0; visit -= 1) plan(life, online(chance.between(1, 8)), browseOnline)
  const signsUpAt = chance.is(0.75) ? online(chance.between(1, 8)) : undefined
  if (signsUpAt !== undefined) plan(life, signsUpAt, becomeLead)
  if (!person.lead.converts) return livesOn(life, at + 9 * DAY, 0.15)
  const decidesAt = online(chance.between(14, 40))
  plan(life, decidesAt, buyAgain)
  plan(life, decidesAt + HOUR, () => {
    startNps(life, decidesAt)
    livesOn(life, decidesAt, 1)
  })
}

/** Makes an account before buying anything, and shows what they are up to within two days. */
function becomeLead(life: Life, at: number): void {
  const { person, chance } = life
  visitWebShop(life, at, { goal: 'sign up' })
  if (person.lead.app) plan(life, at + chance.between(1, 40) * HOUR, (_, then) => visitApp(life, then, { buys: false }))
  if (!person.lead.appointment) return
  const subject = chance.pick(['kitchen', 'bedroom', 'lighting', 'whole flat'])
  const properties = { subject, shop: person.shop.id }
  tell(life, at + chance.between(1, 44) * HOUR, {
    source: 'Web shop',
    type: 'track',
    event: 'Appointment Requested',
    userId: person.userId,
    properties,
  })
}

const browseOnline: Act = (life, at) => visitWebShop(life, at, { goal: 'browse' })

type Habit = { days: number; rhythm: Rhythm; act: Act }

/** The habits that fill the time between purchases; how lively says how often, compared with a customer. */
function livesOn(life: Life, at: number, lively: number): void {
  const { person, state } = life
  const habits: Habit[] = [{ days: 140, rhythm: 'online', act: browseOnline }]
  if (person.app && (state.usesApp || lively === 1))
    habits.push({ days: 58, rhythm: 'online', act: (_, then) => visitApp(life, then, { buys: false }) })
  if (lively === 1) {
    habits.push({ days: 210, rhythm: 'office', act: callForHelp })
    if (person.shopShare > 0.1)
      habits.push({ days: 70 / person.shopShare, rhythm: 'shop', act: (_, then) => visitShop(life, then, { buys: false }) })
    if (person.expert) plan(life, at + 9 * DAY, beExpert)
    if (person.established) plan(life, at + 5 * DAY, seeAds)
  }
  for (const habit of habits) repeat(life, at, { ...habit, days: habit.days / lively })
}

function repeat(life: Life, from: number, habit: Habit): void {
  const { chance, person } = life
  const day = from + habit.days * DAY * -Math.log(1 - chance.next())
  plan(life, Math.max(from + HOUR, timeOfDay(day, person.country.zone, { rhythm: habit.rhythm, chance })), (_, at) => {
    habit.act(life, at)
    repeat(life, at + 6 * HOUR, habit)
  })
}
