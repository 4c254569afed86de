import { DAY } from './calendar.ts'
import { createChance } from './chance.ts'
import type { Chance } from './chance.ts'
import type { Language } from './countries.ts'
import type { Device, Person } from './person.ts'
import type { NullName } from './truths.ts'
import type { Campaign } from './web-visit.ts'
import type { World } from './world.ts'

export const sources = [
  'Advertising', 'Web shop', 'App', 'Tills', 'Call centre', 'Mail', 'Delivery', 'Chat', 'Surveys & reviews', 'Community',
] as const // prettier-ignore
export type SourceName = (typeof sources)[number]

/** A fact as a source sends it: the Segment specification. */
export type SampleFact = {
  type: 'track' | 'identify' | 'page' | 'screen' | 'group'
  messageId: string
  timestamp: string
  userId?: string
  anonymousId?: string
  groupId?: string
  event?: string
  name?: string
  properties?: Record<string, unknown>
  traits?: Record<string, unknown>
  context?: Record<string, unknown>
}

export type Sentiment = 'positive' | 'neutral' | 'negative'
export type Topic = 'delivery' | 'product' | 'shop' | 'service' | 'website' | 'price'
/** What somebody who wrote something really meant. */
export type TextTruth = { sentiment: Sentiment; topic: Topic; language: Language }

/** A fact, where it comes from, and what only the simulator knows of it. */
export type Told = { at: number; source: SourceName; fact: SampleFact; truth?: TextTruth }

type Who = Pick<SampleFact, 'userId' | 'anonymousId' | 'context'>
export type Saying = Omit<SampleFact, 'messageId' | 'timestamp'> & { source: SourceName; truth?: TextTruth }

type Occasion = { at: number; act: Act }
export type Act = (life: Life, at: number) => void

/** Somebody, and how far life has brought them. */
export type Life = {
  world: World
  person: Person
  chance: Chance
  /** Chance for what has no effect: nothing else may draw from it. */
  nulls: Chance
  agenda: Occasion[]
  told: Told[]
  state: LifeState
  scenes: Scenes
}

/** Scenes that lead back to where they came from; they are handed down, as modules may not go in circles. */
export type Scenes = { buyAgain: Act; followLink: (life: Life, at: number, campaign: Campaign) => void }

export type LifeState = {
  signedUp: boolean
  hasCard: boolean
  /** Whether the shop knows their telephone number. */
  gavePhone: boolean
  signedIn: Set<Device>
  usesApp: boolean
  subscribed: boolean
  orders: number
  /** What they feel about the shop, around 0; by what they live. */
  satisfaction: number
  delight: Topic | undefined
  grievance: Topic | undefined
}

export function beginLife(world: World, person: Person, scenes: Scenes): Life {
  return {
    world,
    scenes,
    person,
    chance: createChance(`${world.seed}/life/${person.key}`),
    nulls: createChance(`${world.nullKey}/${person.key}`),
    agenda: [],
    told: [],
    state: {
      signedUp: false, hasCard: false, gavePhone: false, signedIn: new Set(), usesApp: false, subscribed: false, orders: 0,
      satisfaction: 0.2, delight: undefined, grievance: undefined,
    },
  } // prettier-ignore
}

export function plan(life: Life, at: number, act: Act): void {
  life.agenda.push({ at, act })
}

/** Lives on, occasion by occasion, until a time. */
export function liveUntil(life: Life, until: number): void {
  for (let next = takeNext(life.agenda); next && next.at < until; next = takeNext(life.agenda)) next.act(life, next.at)
}

function takeNext(agenda: Occasion[]): Occasion | undefined {
  let first = 0
  for (let index = 1; index < agenda.length; index += 1) if (agenda[index]!.at < agenda[first]!.at) first = index
  const next = agenda[first]
  if (!next) return undefined
  const last = agenda.pop()!
  if (last !== next) agenda[first] = last
  return next
}

/** Notes that something happened. Its message id comes when all is told. */
export function tell(life: Life, at: number, { source, truth, ...fact }: Saying): void {
  life.told.push({ at, source, fact: { messageId: '', timestamp: '', ...fact }, ...(truth && { truth }) })
}

/** A property without effect. */
export function nullOf<Value>(life: Life, _name: NullName, values: readonly Value[]): Value {
  return life.nulls.pick(values)
}

/** Something pleased or annoyed them, and will be what they talk about. */
export function feel({ state }: Life, change: number, topic?: Topic): void {
  if (topic) state[change < 0 ? 'grievance' : 'delight'] = topic
  state.satisfaction = Math.max(-2, Math.min(2, state.satisfaction * 0.85 + change))
}

// Who a source says it was: each knows people by what it sees of them.

export function onDevice({ state, person }: Life, device: Device): Who {
  const { anonymousId, kind, os } = device
  const context = { locale: person.country.locale, device: { type: kind }, os: { name: os } }
  return state.signedIn.has(device) ? { anonymousId, userId: person.userId, context } : { anonymousId, context }
}

export function withCard({ person }: Life): Who {
  return { context: { externalIds: [{ type: 'loyalty_card', id: person.card, collection: 'users', encoding: 'none' }] } }
}

export function withEmail({ person }: Life): Who {
  return { context: { traits: { email: person.email } } }
}

export function withPhone(life: Life): Who {
  const { context } = life.state.hasCard ? withCard(life) : { context: {} }
  return { context: { ...context, traits: { phone: life.person.phone } } }
}

/** As whoever knows most of them knows them. */
export function asCustomer(life: Life): Who {
  if (life.state.signedUp) return { userId: life.person.userId }
  return life.state.hasCard ? withCard(life) : withEmail(life)
}

/** So many days later, give or take. */
export function daysLater({ chance }: Life, at: number, days: number): number {
  return at + days * DAY * chance.between(0.6, 1.4)
}
