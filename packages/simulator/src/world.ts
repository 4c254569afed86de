import { DAY } from './calendar.ts'
import { shortHash } from './chance.ts'

export const retailer = 'Casa Moro'
export const site = 'https://shop.casamoro.example'

/** What decides a world, to the last fact. */
export type WorldWish = {
  seed: number
  /** About how many people buy something; more than half as many again only look. */
  customers: number
  days: number
  /** When its history ends, in ms since 1970. */
  endsAt: number
}

export type World = WorldWish & {
  startsAt: number
  /** Stands in every message id. */
  id: string
  households: number
  /** Households before this one were customers before history begins. */
  establishedHouseholds: number
  /** Key of the stream that only what has no effect is drawn from. */
  nullKey: string
}

/** Households for each customer wished for, found by counting. */
const HOUSEHOLDS_PER_CUSTOMER = 0.865
const ESTABLISHED_SHARE = 0.16

export function createWorld(wish: WorldWish): World {
  const { seed, customers, days, endsAt } = wish
  const households = Math.max(1, Math.round(customers * HOUSEHOLDS_PER_CUSTOMER))
  const id = shortHash(`${seed}/${customers}/${days}/${endsAt}`)
  return {
    seed,
    customers,
    days,
    endsAt,
    startsAt: endsAt - days * DAY,
    id,
    households,
    establishedHouseholds: Math.ceil(households * ESTABLISHED_SHARE),
    nullKey: `${seed}/nulls`,
  }
}
