import { DAY, HOUR, atHour } from './calendar.ts'
import { callAbout } from './call.ts'
import { askAboutDelivery, review } from './feedback.ts'
import { feel, nullOf, plan, tell } from './life.ts'
import type { Life, Saying } from './life.ts'
import type { Order } from './order.ts'
import { isPresent } from './presents.ts'
import { considerReturning } from './repurchase.ts'
import { returnGoods } from './returns.ts'
import { truths } from './truths.ts'

/** When all that decides about a second order is over, in days after the order. */
const SETTLED_DAYS = 14

/** From a promise to a parcel, late or not, and to what follows from that. */
export function planDelivery(life: Life, order: Order): void {
  const { chance, person } = life
  const { zone } = person.country
  const promisedAt = atHour(order.at + chance.whole(3, 5) * DAY, 18, zone)
  const late = chance.is(isPresent(order.at, zone) ? truths.presents.lateShare : truths.presents.lateShareOtherwise)
  const lateDays = late ? chance.whole(2, 7) : 0
  const deliveredAt = late ? atHour(promisedAt + lateDays * DAY, 10 + chance.next() * 8, zone) : promisedAt - chance.between(0.5, 30) * HOUR
  const experience = { late, apologisedInTime: false }
  const about = { order_id: order.id }
  const say = (at: number, event: string, properties: object) => tell(life, at, saying(life, event, { ...about, ...properties }))
  say(order.at + HOUR, 'Delivery Promised', { promised_at: new Date(promisedAt).toISOString() })
  const packaging = nullOf(life, 'packaging', ['paper', 'cardboard'])
  const courier = nullOf(life, 'courier', ['Airone', 'Falco', 'Rondine'])
  say(deliveredAt - chance.between(14, 22) * HOUR, 'Order Shipped', { packaging, courier })
  say(deliveredAt, 'Order Delivered', { late_days: lateDays })
  if (late)
    callAbout(
      life,
      promisedAt,
      (at) => (experience.apologisedInTime ||= at - promisedAt < truths.lateFirstDelivery.apologyWithin_hours * HOUR),
    )
  plan(life, deliveredAt, () => feel(life, late ? (experience.apologisedInTime ? -0.1 : -0.9) : 0.15, 'delivery'))
  plan(life, deliveredAt + chance.between(3, 30) * HOUR, (_, at) => askAboutDelivery(life, at, { order, ...experience }))
  plan(life, order.at + SETTLED_DAYS * DAY, () => considerReturning(life, order, experience))
  followUp(life, { order, deliveredAt, late, experience })
}

function saying({ person }: Life, event: string, properties: Record<string, unknown>): Saying {
  return { source: 'Delivery', type: 'track', event, userId: person.userId, properties }
}

type Delivered = { order: Order; deliveredAt: number; late: boolean; experience: { apologisedInTime: boolean } }

function followUp(life: Life, { order, deliveredAt, late, experience }: Delivered): void {
  const { chance } = life
  const disappointed = chance.is(order.first.flaw)
  if (chance.is(late ? 0.3 : disappointed ? 0.3 : 0.14)) {
    const topic = late ? 'delivery' : 'product'
    plan(life, deliveredAt + chance.between(1, 9) * DAY, (_, at) => review(life, at, { order, topic, late, disappointed, ...experience }))
  }
  if (chance.is(disappointed ? 0.35 : 0.04)) returnGoods(life, deliveredAt + chance.between(2, 12) * DAY, { order, disappointed })
}
