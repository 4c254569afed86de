import { DAY, MINUTE } from './calendar.ts'
import { catalogue, fillBasket } from './catalogue.ts'
import type { Product } from './catalogue.ts'
import { planDelivery } from './delivery.ts'
import { nullOf, onDevice, plan, tell, withCard } from './life.ts'
import type { Life } from './life.ts'
import type { Device } from './person.ts'
import { considerReturning } from './repurchase.ts'
import { givePhone } from './sign-up.ts'
import { review } from './feedback.ts'
import { truths } from './truths.ts'

/** What a basket is worth on average, in euro. */
const BASKET_EUROS = 68

export type Order = { id: string; number: number; at: number; delivered: boolean; first: Product }

/** The expected value of this basket; what it then holds has that value on average. */
function worthOf({ person, chance }: Life, factor: number): number {
  const referred = person.referrer === undefined ? 1 : truths.referral.valueFactor
  const thrift = person.bargainHunter ? 0.85 : 1
  return BASKET_EUROS * person.wealth * referred * thrift * factor * chance.factor(0.45)
}

function newOrder({ state, person }: Life, at: number, rest: Pick<Order, 'delivered' | 'first'>): Order {
  state.orders += 1
  const number = state.orders
  return { id: `${person.userId.slice(1)}-${number}`, number, at, ...rest }
}

function contents(life: Life, { order, factor }: { order: Order; factor: number }): Record<string, unknown> {
  const { person, chance } = life
  const { total, products } = fillBasket(worthOf(life, factor), person.country, { chance, first: order.first })
  const coupon = chance.is(person.bargainHunter ? 0.7 : 0.1) ? { coupon: 'CASA10' } : {}
  return { order_id: order.id, order_number: order.number, total, currency: person.country.currency, ...coupon, products }
}

/** An order in the web shop or the app, to be delivered. */
export function orderOnline(life: Life, at: number, { device, first }: { device: Device; first: Product }): void {
  const order = newOrder(life, at, { delivered: true, first })
  const source = device.kind === 'app' ? 'App' : 'Web shop'
  const properties = { ...contents(life, { order, factor: 1 }), affiliation: source }
  tell(life, at, { source, type: 'track', event: 'Order Completed', ...onDevice(life, device), properties })
  givePhone(life, at + MINUTE)
  planDelivery(life, order)
}

/** A purchase at a till, by somebody with a card. */
export function buyInShop(life: Life, at: number, factor: number): void {
  const order = newOrder(life, at, { delivered: false, first: life.chance.pick(catalogue) })
  const { shop } = life.person
  const cashier = nullOf(life, 'cashier', [1, 2, 3, 4])
  const properties = { ...contents(life, { order, factor }), affiliation: shop.name, shop: shop.id, cashier }
  tell(life, at, { source: 'Tills', type: 'track', event: 'Order Completed', ...withCard(life), properties })
  considerReturning(life, order)
  if (life.chance.is(0.05)) plan(life, at + life.chance.between(1, 6) * DAY, (_, then) => review(life, then, { order, topic: 'shop' }))
}
