import { join } from 'node:path'
import { readPlainCsv } from '../segments/plain-csv.ts'

// The files of the marketplace, read by plain loops, without the importer that is judged.

const ZONE = 'America/Sao_Paulo'

/** An order that arrived: later than the day it was promised for, or not, and what it was given in reviews. Times in ms since 1970. */
export type DeliveredOrder = { orderId: string; person: string; deliveredAt: number; late: boolean; scores: number[] }
/** What happened to somebody, by the names of touchpoints. */
export type LifeEvent = { name: string; at: number }

export function deliveredOrders(folder: string): DeliveredOrder[] {
  const people = customers(folder)
  const scores = Map.groupBy(rows(folder, 'order_reviews'), (review) => review['order_id']!)
  return rows(folder, 'orders').flatMap((order) => {
    const [delivered, promised, orderId] = [order['order_delivered_customer_date']!, order['order_estimated_delivery_date']!, order['order_id']!]
    if (delivered === '') return []
    return {
      orderId,
      person: people.get(order['customer_id']!)!,
      deliveredAt: instantOf(delivered),
      late: delivered.slice(0, 10) > promised.slice(0, 10),
      scores: (scores.get(orderId) ?? []).map((review) => Number(review['review_score'])),
    }
  })
} // prettier-ignore

/** Everybody's orders, deliveries and low reviews, in the order of time. */
export function lifeEvents(folder: string): Map<string, LifeEvent[]> {
  const people = customers(folder)
  const orders = rows(folder, 'orders')
  const personOf = new Map(orders.map((order) => [order['order_id']!, people.get(order['customer_id']!)!]))
  const placed = orders.map((order) => ({ person: personOf.get(order['order_id']!)!, name: 'Order Placed', at: instantOf(order['order_purchase_timestamp']!) }))
  const delivered = deliveredOrders(folder).flatMap(({ person, deliveredAt, late }) => [
    { person, name: 'Order Delivered', at: deliveredAt },
    ...(late ? [{ person, name: 'Late delivery', at: deliveredAt + 1_000 }] : []),
  ])
  const low = rows(folder, 'order_reviews')
    .filter((review) => Number(review['review_score']) <= 2)
    .map((review) => ({ person: personOf.get(review['order_id']!)!, name: 'Low review', at: instantOf(review['review_answer_timestamp']!) }))
  const all = [...placed, ...delivered, ...low].toSorted((a, b) => a.at - b.at)
  return Map.groupBy(all, ({ person }) => person)
} // prettier-ignore

function customers(folder: string): Map<string, string> {
  return new Map(rows(folder, 'customers').map((row) => [row['customer_id']!, row['customer_unique_id']!]))
}

function rows(folder: string, name: string): Record<string, string>[] {
  return readPlainCsv(join(folder, `${name}.csv`))
}

function instantOf(text: string): number {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(ZONE).epochMilliseconds
}
