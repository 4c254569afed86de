import { DAY, inSeason } from './calendar.ts'
import { createChance, withOdds } from './chance.ts'
import type { Chance } from './chance.ts'
import { countries } from './countries.ts'
import type { City, Country, Shop } from './countries.ts'
import { familyName, namesOf, plainLetters } from './names.ts'
import type { Gender } from './names.ts'
import { truths } from './truths.ts'
import type { World } from './world.ts'

export type DeviceKind = 'phone' | 'laptop' | 'work computer' | 'tablet' | 'app'
export type Device = { anonymousId: string; kind: DeviceKind; os: string; shared: boolean }
export type Origin = 'search' | 'social' | 'billboard' | 'friend' | 'passing by' | 'magazine'

/** Who somebody is: what does not change by what they live. */
export type Person = {
  /** Where in the world they are: household and place in it. */
  key: string
  userId: string
  household: { id: string; name: string; members: number; city: City }
  country: Country
  gender: Gender
  firstName: string
  lastName: string
  birthYear: number
  email: string
  phone: string
  card: string
  devices: Device[]
  app: Device | undefined
  /** How often they rather go to a shop, 0 to 1. */
  shopShare: number
  shop: Shop
  /** Multiplies what they spend; 1 on average. */
  wealth: number
  bargainHunter: boolean
  expert: boolean
  reader: { subscribes: boolean; rhythm: 'weekly' | 'monthly' }
  origin: Origin
  /** User id of the friend who brought them. */
  referrer: string | undefined
  established: boolean
  arrivesAt: number
  lead: { appointment: boolean; app: boolean; probability: number; converts: boolean }
}

type Home = Person['household'] & { index: number; country: Country; tablet: Device | undefined; surname: string; established: boolean }

/** Everybody who lives in a household that meets the shop. */
export function peopleOf(world: World, household: number): Person[] {
  const chance = createChance(`${world.seed}/household/${household}`)
  const home = homeOf(world, household, chance)
  return Array.from({ length: home.members }, (_, member) => personOf(world, home, member))
}

/** The user id of one of those who were customers before history begins. */
function someCustomer({ establishedHouseholds }: World, chance: Chance): string {
  return userIdOf(chance.whole(0, establishedHouseholds - 1), 0)
}

function userIdOf(household: number, member: number): string {
  return `c${100_000 + household}-${member + 1}`
}

function homeOf(world: World, index: number, chance: Chance): Home {
  const country = chance.weighted(countries)
  const members = chance.weighted([{ weight: 50, n: 1 }, { weight: 32, n: 2 }, { weight: 12, n: 3 }, { weight: 6, n: 4 }]).n // prettier-ignore
  const surname = chance.pick(namesOf(country.language).family)
  const tablet = members > 1 && chance.is(0.15) ? createDevice('tablet', chance, true) : undefined
  const city = chance.weighted(country.cities)
  const id = `household-${100_000 + index}`
  return { index, id, name: surname, members, city, country, tablet, surname, established: index < world.establishedHouseholds }
}

const OS: Record<DeviceKind, readonly string[]> = {
  phone: ['Android', 'iOS'],
  laptop: ['Windows', 'macOS', 'Windows', 'Linux'],
  'work computer': ['Windows', 'macOS'],
  tablet: ['iPadOS', 'Android'],
  app: ['Android', 'iOS'],
}

function createDevice(kind: DeviceKind, chance: Chance, shared = false): Device {
  const half = () => Math.floor(chance.next() * 2 ** 32).toString(16).padStart(8, '0') // prettier-ignore
  return { anonymousId: `${half()}-${half()}`, kind, os: chance.pick(OS[kind]), shared }
}

// The order of draws is part of the world: a new one goes last, or every seed gives another world.
function personOf(world: World, home: Home, member: number): Person {
  const key = `${home.index}/${member}`
  const chance = createChance(`${world.seed}/person/${key}`)
  const { country } = home
  const names = namesOf(country.language)
  const gender: Gender = chance.is(0.55) ? 'f' : 'm'
  const firstName = chance.pick(names[gender])
  const lastName = familyName(chance.is(0.85) ? home.surname : chance.pick(names.family), gender, country.language)
  const number = home.index * 4 + member
  const bargainHunter = chance.is(0.3)
  const origin = chance.weighted(ORIGINS).origin
  const referrer = !home.established && origin === 'friend' ? someCustomer(world, chance) : undefined
  const leadApp = chance.is(0.3)
  const appointment = chance.is(0.2)
  const probability = leadProbability({ appointment, app: leadApp, referred: referrer !== undefined })
  const shops = country.shops.filter(({ city }) => city === home.city.name)
  return {
    key, gender, firstName, lastName, country, bargainHunter, origin, referrer,
    userId: userIdOf(home.index, member),
    household: { id: home.id, name: home.name, members: home.members, city: home.city },
    birthYear: new Date(world.endsAt).getUTCFullYear() - Math.round(Math.min(86, 19 + chance.factor(0.45) * 26)),
    email: `${plainLetters(firstName)}.${plainLetters(lastName)}${number}@example.${chance.pick(['org', 'com', 'net'])}`,
    phone: `${country.phonePrefix}${String(1_000_000 + number)}`,
    card: `29${String(10_000_000_000 + number)}`,
    devices: devicesOf(home, chance),
    app: leadApp || chance.is(0.2) ? createDevice('app', chance) : undefined,
    shopShare: shops.length > 0 ? chance.pick([0.2, 0.45, 0.75]) : chance.pick([0.02, 0.1, 0.25]),
    shop: chance.pick(shops.length > 0 ? shops : country.shops),
    wealth: chance.factor(0.35),
    expert: chance.is(0.03),
    reader: { subscribes: chance.is(0.55), rhythm: chance.is(0.5) ? 'weekly' : 'monthly' },
    established: home.established,
    arrivesAt: arrivalOf(world, home, chance),
    lead: { appointment, app: leadApp, probability, converts: chance.is(probability) },
  } // prettier-ignore
}

const ORIGINS: readonly { origin: Origin; weight: number }[] = [
  { origin: 'search', weight: 32 },
  { origin: 'social', weight: 24 },
  { origin: 'billboard', weight: 8 },
  { origin: 'friend', weight: 16 },
  { origin: 'passing by', weight: 12 },
  { origin: 'magazine', weight: 8 },
]

function devicesOf({ tablet }: Home, chance: Chance): Device[] {
  const devices = [createDevice('phone', chance)]
  if (chance.is(0.6)) devices.push(createDevice('laptop', chance))
  if (chance.is(0.2)) devices.push(createDevice('work computer', chance))
  if (tablet) devices.push(tablet)
  return devices
}

/** Newcomers come all through history, in some seasons more; those who were there before show up in its first weeks. */
function arrivalOf({ startsAt, endsAt }: World, { established, country }: Home, chance: Chance): number {
  if (established) return startsAt + chance.between(0, Math.min(45 * DAY, (endsAt - startsAt) / 3))
  return inSeason({ from: startsAt, to: endsAt }, country.zone, chance)
}

function leadProbability({ appointment, app, referred }: { appointment: boolean; app: boolean; referred: boolean }): number {
  const { convertShare, appointmentOddsFactor, appOddsFactor, referredOddsFactor } = truths.leads
  const factors = [appointment ? appointmentOddsFactor : 1, app ? appOddsFactor : 1, referred ? referredOddsFactor : 1]
  return withOdds(convertShare, factors)
}
