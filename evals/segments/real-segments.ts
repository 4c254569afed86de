import { join } from 'node:path'
import type { SegmentWhere } from '@percorso/contract'
import { readPlainCsv } from './plain-csv.ts'

/** A segment, and how many people must be in it: counted from the CSV files by plain loops. */
export type Expected = { name: string; where: SegmentWhere; size: number }

type Deed = { at: number; [key: string]: string | number }

const local = (text: string, timeZone: string) =>
  Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds
const did = (fact: string, value = 1): SegmentWhere => ({ count: { fact }, op: 'atLeast', value })

function gather<Row>(rows: Row[], personOf: (row: Row) => string, deedOf: (row: Row) => Deed | undefined): Map<string, Deed[]> {
  const people = new Map<string, Deed[]>()
  for (const row of rows) {
    const deed = deedOf(row)
    if (!deed) continue
    const person = personOf(row)
    people.set(person, [...(people.get(person) ?? []), deed])
  }
  return people
}

/** Marketplace orders, payments and reviews of 8,016 people. */
export function olistSegments(data: string): Expected[] {
  const table = (file: string) => readPlainCsv(join(data, 'olist', `${file}.csv`))
  const zone = 'America/Sao_Paulo'
  const person = new Map(table('customers').map((row) => [row['customer_id']!, row['customer_unique_id']!]))
  const orders = new Map(table('orders').map((row) => [row['order_id']!, row]))
  const buyer = (orderId: string) => person.get(orders.get(orderId)!['customer_id']!)!
  const placed = gather([...orders.values()], (row) => person.get(row['customer_id']!)!, (row) => ({ at: local(row['order_purchase_timestamp']!, zone) })) // prettier-ignore
  const delivered = gather([...orders.values()], (row) => person.get(row['customer_id']!)!, (row) => row['order_delivered_customer_date'] ? { at: local(row['order_delivered_customer_date'], zone) } : undefined) // prettier-ignore
  const paid = gather(table('order_payments'), (row) => buyer(row['order_id']!), (row) => ({ at: local(orders.get(row['order_id']!)!['order_purchase_timestamp']!, zone), value: Number(row['payment_value']), method: row['payment_type']! })) // prettier-ignore
  const reviewed = gather(table('order_reviews'), (row) => buyer(row['order_id']!), (row) => ({ at: local(row['review_answer_timestamp']!, zone), score: Number(row['review_score']) })) // prettier-ignore
  const everybody = [...new Set(person.values())].filter((id) => placed.has(id))
  const count = (isIn: (id: string) => boolean) => everybody.filter(isIn).length
  const of = (deeds: Map<string, Deed[]>, id: string) => deeds.get(id) ?? []
  const cents = (id: string) => of(paid, id).reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0)
  const [from, to] = [Date.parse('2017-01-01T00:00:00Z'), Date.parse('2018-01-01T00:00:00Z')]
  return [
    { name: 'ordered twice', where: did('Order Placed', 2), size: count((id) => of(placed, id).length >= 2) },
    { name: 'ordered, never delivered', where: { all: [did('Order Placed'), { not: did('Order Delivered') }] }, size: count((id) => of(delivered, id).length === 0) },
    { name: 'paid more than 500', where: { measure: 'sum', property: 'value', of: { fact: 'Payment' }, op: 'moreThan', value: 500 }, size: count((id) => cents(id) > 50_000) },
    { name: 'a review of 1 or 2', where: { count: { fact: 'Review Answered', where: [{ property: 'score', op: 'atMost', value: 2 }] }, op: 'atLeast', value: 1 }, size: count((id) => of(reviewed, id).some(({ score }) => Number(score) <= 2)) },
    { name: 'average review of 4 or more', where: { measure: 'average', property: 'score', of: { fact: 'Review Answered' }, op: 'atLeast', value: 4 }, size: count((id) => of(reviewed, id).length > 0 && of(reviewed, id).reduce((sum, { score }) => sum + Number(score), 0) / of(reviewed, id).length >= 4) },
    { name: 'two ways to pay', where: { measure: 'distinct', property: 'method', of: { fact: 'Payment' }, op: 'atLeast', value: 2 }, size: count((id) => new Set(of(paid, id).map(({ method }) => method)).size >= 2) },
    { name: 'ordered in 2017', where: { count: { fact: 'Order Placed' }, within: { from: '2017-01-01', to: '2018-01-01' }, op: 'atLeast', value: 1 }, size: count((id) => of(placed, id).some(({ at }) => at >= from && at < to)) },
    { name: 'boleto, never a card', where: { all: [{ count: { fact: 'Payment', where: [{ property: 'method', op: 'equals', value: 'boleto' }] }, op: 'atLeast', value: 1 }, { not: { count: { fact: 'Payment', where: [{ property: 'method', op: 'contains', value: 'CARD' }] }, op: 'atLeast', value: 1 } }] }, size: count((id) => of(paid, id).some(({ method }) => method === 'boleto') && !of(paid, id).some(({ method }) => String(method).includes('card'))) },
    { name: 'delivered within a week, reviewed within a week more', where: { sequence: [{ fact: 'Order Placed' }, { fact: 'Order Delivered' }, { fact: 'Review Answered' }], in: { n: 2, unit: 'weeks' } }, size: count((id) => of(placed, id).some((a) => of(delivered, id).some((b) => b.at > a.at && of(reviewed, id).some((c) => c.at > b.at && c.at - a.at <= 14 * 86_400_000)))) },
    { name: 'first order since 2018', where: { time: 'first', of: { fact: 'Order Placed' }, op: 'after', value: '2018-01-01T00:00:00Z' }, size: count((id) => Math.min(...of(placed, id).map(({ at }) => at)) > to) },
  ] // prettier-ignore
}

/** A year of groceries of 2,379 households. */
export function completejourneySegments(data: string): Expected[] {
  const table = (file: string) => readPlainCsv(join(data, 'completejourney', `${file}.csv`))
  const bought = gather([...table('transactions_sample_part1'), ...table('transactions_sample_part2')], (row) => row['household_id']!, (row) => ({ at: Date.parse(row['transaction_timestamp']!), value: Number(row['sales_value']), basket: row['basket_id']! })) // prettier-ignore
  const redeemed = gather(table('coupon_redemptions'), (row) => row['household_id']!, () => ({ at: 0 })) // prettier-ignore
  const received = gather(table('campaigns'), (row) => row['household_id']!, () => ({ at: 0 })) // prettier-ignore
  const ages = new Map(table('demographics').map((row) => [row['household_id']!, row['age']!]))
  const everybody = [...new Set([...bought.keys(), ...redeemed.keys(), ...received.keys(), ...ages.keys()])]
  const count = (isIn: (id: string) => boolean) => everybody.filter(isIn).length
  const of = (deeds: Map<string, Deed[]>, id: string) => deeds.get(id) ?? []
  const tenths = (id: string) => of(bought, id).reduce((sum, { value }) => sum + Math.round(Number(value) * 10_000), 0)
  return [
    { name: 'bought for 100', where: { measure: 'sum', property: 'value', of: { fact: 'Product Purchased' }, op: 'atLeast', value: 100 }, size: count((id) => tenths(id) >= 1_000_000) },
    { name: 'ten baskets', where: { measure: 'distinct', property: 'basket_id', of: { fact: 'Product Purchased' }, op: 'atLeast', value: 10 }, size: count((id) => new Set(of(bought, id).map(({ basket }) => basket)).size >= 10) },
    { name: 'campaigns, no coupon', where: { all: [did('Campaign Received'), { not: did('Coupon Redeemed') }] }, size: count((id) => of(received, id).length > 0 && of(redeemed, id).length === 0) },
    { name: 'nothing in one go above 20', where: { measure: 'max', property: 'value', of: { fact: 'Product Purchased' }, op: 'atMost', value: 20 }, size: count((id) => of(bought, id).length > 0 && Math.max(...of(bought, id).map(({ value }) => Number(value))) <= 20) },
    { name: '45 and older', where: { trait: 'age', op: 'anyOf', value: ['45-54', '55-64', '65+'] }, size: count((id) => ['45-54', '55-64', '65+'].includes(ages.get(id) ?? '')) },
    { name: 'bought in December', where: { count: { fact: 'Product Purchased' }, within: { from: '2017-12-01' }, op: 'atLeast', value: 1 }, size: count((id) => of(bought, id).some(({ at }) => at >= Date.parse('2017-12-01T00:00:00Z'))) },
  ] // prettier-ignore
}
