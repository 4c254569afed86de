import { MINUTE, SECOND } from './calendar.ts'
import { nullOf, onDevice, tell, withCard } from './life.ts'
import type { Life } from './life.ts'
import type { Device } from './person.ts'
import { sayConsent, startLetters } from './mail.ts'

const COLOURS = ['blue', 'green', 'red', 'yellow'] as const

/** What somebody says of themselves when they sign up. */
function traitsOf(life: Life): Record<string, unknown> {
  const { person, state } = life
  const interests = [...(person.bargainHunter ? ['offers'] : []), ...(person.expert ? ['craft'] : []), 'home']
  return {
    email: person.email,
    firstName: person.firstName,
    lastName: person.lastName,
    name: `${person.firstName} ${person.lastName}`,
    gender: person.gender === 'f' ? 'female' : 'male',
    birthYear: person.birthYear,
    address: { city: person.household.city.name, country: person.country.code },
    language: person.country.language,
    interests,
    newsletter: state.subscribed ? person.reader.rhythm : 'none',
    origin: person.origin,
    favourite_colour: nullOf(life, 'favourite_colour', COLOURS),
  }
}

/** Makes an account in the web shop or the app. From here on this device knows them. */
export function signUp(life: Life, at: number, device: Device): void {
  const { person, state } = life
  state.signedUp = true
  state.signedIn.add(device)
  state.subscribed = person.reader.subscribes
  const source = device.kind === 'app' ? 'App' : 'Web shop'
  tell(life, at, { source, type: 'identify', ...onDevice(life, device), traits: traitsOf(life) })
  tell(life, at + SECOND, { source, type: 'track', event: 'Signed Up', ...onDevice(life, device), properties: { origin: person.origin } })
  sayConsent(life, at + 2 * SECOND, { source, ...onDevice(life, device), form: 'sign-up' })
  joinHousehold(life, at + MINUTE)
  if (state.subscribed) startLetters(life, at)
}

/** Signs in on a device that did not know them yet: what was done on it before turns out to be theirs. */
export function signIn(life: Life, at: number, device: Device): void {
  life.state.signedIn.add(device)
  const source = device.kind === 'app' ? 'App' : 'Web shop'
  const { email } = life.person
  const dark = device.kind === 'app' ? { dark_mode: nullOf(life, 'dark_mode', [true, false]) } : {}
  tell(life, at, { source, type: 'identify', ...onDevice(life, device), traits: { email, ...dark } })
}

/** Families that live together share one account. */
function joinHousehold(life: Life, at: number): void {
  const { household, userId } = life.person
  if (household.members < 2) return
  const traits = { name: household.name, members: household.members, city: household.city.name, kind: 'household' }
  tell(life, at, { source: 'Web shop', type: 'group', userId, groupId: household.id, traits })
}

/** A loyalty card, handed out at a till. Two in three give their address for it, which is how it meets their web account. */
export function takeCard(life: Life, at: number): void {
  const { person, state } = life
  state.hasCard = true
  const email = state.signedUp || life.chance.is(0.66) ? { email: person.email } : {}
  const traits = { firstName: person.firstName, lastName: person.lastName, loyalty_card: true, home_shop: person.shop.name, ...email }
  tell(life, at, { source: 'Tills', type: 'identify', ...withCard(life), traits })
}

/** The carrier wants a telephone number. */
export function givePhone(life: Life, at: number): void {
  if (life.state.gavePhone || !life.chance.is(0.7)) return
  life.state.gavePhone = true
  tell(life, at, { source: 'Web shop', type: 'identify', userId: life.person.userId, traits: { phone: life.person.phone } })
}
