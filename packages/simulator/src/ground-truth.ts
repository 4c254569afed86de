import { history, storiesOf } from './history.ts'
import type { Story } from './history.ts'
import type { SampleFact, TextTruth } from './life.ts'
import { isHarmedByMail } from './weekly-mail.ts'
import type { World } from './world.ts'

/** What only the simulator knows of somebody: which identifiers are theirs, and what they are. */
export type PersonTruth = {
  userId: string
  email: string
  phone: string
  card: string
  /** Devices that are theirs alone, whether the shop ever learns that or not; and those that the household shares. */
  devices: string[]
  sharedDevices: string[]
  household: string
  country: string
  bargainHunter: boolean
  expert: boolean
  /** One of those whom a weekly newsletter drives away. */
  harmedByMail: boolean
  referrer: string | undefined
  /** Of newcomers: the probability that they buy, and whether they had bought when history ended. */
  lead: { probability: number; bought: boolean } | undefined
}

/** Everybody in the world, as they truly are. */
export function* trueProfiles(world: World): Generator<PersonTruth> {
  for (const story of history(world)) yield truthOf(story)
}

function truthOf({ person, state }: Story): PersonTruth {
  const devices = person.app ? [...person.devices, person.app] : person.devices
  return {
    userId: person.userId,
    email: person.email,
    phone: person.phone,
    card: person.card,
    devices: devices.filter(({ shared }) => !shared).map(({ anonymousId }) => anonymousId),
    sharedDevices: devices.filter(({ shared }) => shared).map(({ anonymousId }) => anonymousId),
    household: person.household.id,
    country: person.country.code,
    bargainHunter: person.bargainHunter,
    expert: person.expert,
    harmedByMail: isHarmedByMail(person),
    referrer: person.referrer,
    lead: person.established ? undefined : { probability: person.lead.probability, bought: state.orders > 0 },
  }
}

export type SegmentSizes = Record<
  'people' | 'buyers' | 'prospects' | 'established' | 'referred' | 'bargainHunters' | 'experts' | 'harmedByMail',
  number
>

/** How many there are of each kind of people. */
export function segmentSizes(world: World): SegmentSizes {
  const sizes = { people: 0, buyers: 0, prospects: 0, established: 0, referred: 0, bargainHunters: 0, experts: 0, harmedByMail: 0 }
  for (const { lead, referrer, bargainHunter, expert, harmedByMail } of trueProfiles(world)) {
    const is = {
      people: true,
      buyers: lead?.bought ?? true,
      prospects: lead?.bought === false,
      established: !lead,
      referred: referrer !== undefined,
    }
    const kinds = { ...is, bargainHunters: bargainHunter, experts: expert, harmedByMail }
    for (const kind of Object.keys(sizes) as (keyof SegmentSizes)[]) sizes[kind] += kinds[kind] ? 1 : 0
  }
  return sizes
}

/** What each text in the world really means, by message id. */
export function* trueMeanings(world: World): Generator<TextTruth & { messageId: string }> {
  for (const { told } of history(world)) {
    for (const { fact, truth } of told) if (truth) yield { messageId: fact.messageId, ...truth }
  }
}

/** What a system that links what comes in one fact, earliest first and never two user ids, makes of the world. */
export type WorldSize = { facts: number; profiles: number; accounts: number }

export function sizeOf(world: World): WorldSize {
  const size: WorldSize = { facts: 0, profiles: 0, accounts: 0 }
  for (let household = 0; household < world.households; household += 1) {
    const told = storiesOf(world, household).flatMap((story) => story.told)
    const facts = told.map(({ fact }) => fact).sort((a, b) => compare(a.timestamp, b.timestamp) || compare(a.messageId, b.messageId))
    size.facts += facts.length
    size.profiles += countGroups(facts)
    size.accounts += facts.some(({ type }) => type === 'group') ? 1 : 0
  }
  return size
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Groups of identifiers that belong together; nobody outside a household ever shares one with it. */
function countGroups(facts: SampleFact[]): number {
  const groupOf = new Map<string, Set<string>>()
  for (const fact of facts) {
    const [foremost, ...others] = identifiersOf(fact)
    for (const id of [foremost!, ...others]) if (!groupOf.has(id)) groupOf.set(id, new Set([id]))
    for (const other of others) join(groupOf, foremost!, other)
  }
  return new Set(groupOf.values()).size
}

function join(groupOf: Map<string, Set<string>>, a: string, b: string): void {
  const [one, other] = [groupOf.get(a)!, groupOf.get(b)!]
  if (one === other || (hasUser(one) && hasUser(other))) return
  for (const id of other) groupOf.set(id, one.add(id))
}

function hasUser(group: Set<string>): boolean {
  return [...group].some((id) => id.startsWith('user_id/'))
}

/** The identifiers in a fact, foremost first. */
export function identifiersOf({ type, userId, anonymousId, traits, context = {} }: SampleFact): string[] {
  const { email, phone } = ((type === 'identify' ? traits : context['traits']) ?? {}) as { email?: string; phone?: string }
  const cards = (context['externalIds'] ?? []) as { type: string; id: string }[]
  return [
    ...(userId === undefined ? [] : [`user_id/${userId}`]),
    ...(email === undefined ? [] : [`email/${email}`]),
    ...(phone === undefined ? [] : [`phone/${phone}`]),
    ...cards.map(({ id }) => `card/${id}`),
    ...(anonymousId === undefined ? [] : [`anonymous_id/${anonymousId}`]),
  ]
}
