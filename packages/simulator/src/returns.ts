import { DAY } from './calendar.ts'
import { feel, plan, tell } from './life.ts'
import type { Life } from './life.ts'
import type { Order } from './order.ts'

/** Sends something back, and gets the money some days later. */
export function returnGoods(life: Life, at: number, { order, disappointed }: { order: Order; disappointed: boolean }): void {
  const { chance, person } = life
  const reason = disappointed ? 'quality' : chance.pick(['size', 'colour', 'changed my mind'])
  const about = { order_id: order.id, product_id: order.first.id }
  const refundedAt = at + chance.between(3, 10) * DAY
  plan(life, at, () => {
    tell(life, at, {
      source: 'Delivery',
      type: 'track',
      event: 'Return Requested',
      userId: person.userId,
      properties: { ...about, reason },
    })
    tell(life, refundedAt, { source: 'Delivery', type: 'track', event: 'Order Refunded', userId: person.userId, properties: about })
    if (disappointed) feel(life, -0.4, 'product')
  })
}
