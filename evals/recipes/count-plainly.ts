import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a recipe must yield by name of fact, counted without its readers: by splitting lines at commas, and reviews by a pattern. */
export function countPlainly(folder: string, name: string): Record<string, number> {
  const plain = counters[name]
  return plain ? plain(folder) : {}
}

const counters: Record<string, (folder: string) => Record<string, number>> = {
  orders: (folder) => {
    const orders = cellsOf(folder, 'orders.csv')
    const filled = (column: number) => orders.filter((cells) => cells[column] !== '').length
    const people = new Set(cellsOf(folder, 'customers.csv').map((cells) => cells[1])).size
    const times = { 'Order Placed': filled(3), 'Order Approved': filled(4), 'Order Shipped': filled(5), 'Order Delivered': filled(6) }
    return { identify: orders.length, ...times, people }
  },
  order_items: (folder) => ({ 'Item Ordered': cellsOf(folder, 'order_items.csv').length }),
  order_payments: (folder) => ({ Payment: cellsOf(folder, 'order_payments.csv').length }),
  order_reviews: (folder) => {
    // Texts hold line ends, so a review is what begins a line with two ids and a score.
    const reviews =
      readFileSync(join(folder, 'order_reviews.csv'), 'utf8').match(/^"?[0-9a-f]{32}"?,"?[0-9a-f]{32}"?,[1-5],/gm)?.length ?? 0
    return { 'Review Asked': reviews, 'Review Answered': reviews }
  },
  transactions_sample_part1: (folder) => lines(folder, 'transactions_sample_part1.csv', 'Product Purchased'),
  transactions_sample_part2: (folder) => lines(folder, 'transactions_sample_part2.csv', 'Product Purchased'),
  campaigns: (folder) => lines(folder, 'campaigns.csv', 'Campaign Received'),
  coupon_redemptions: (folder) => lines(folder, 'coupon_redemptions.csv', 'Coupon Redeemed'),
  demographics: (folder) => lines(folder, 'demographics.csv', 'identify'),
}

function lines(folder: string, file: string, fact: string): Record<string, number> {
  const cells = cellsOf(folder, file)
  const person = file === 'campaigns.csv' ? 1 : 0
  return { [fact]: cells.length, people: new Set(cells.map((row) => row[person])).size }
}

function cellsOf(folder: string, file: string): string[][] {
  const [, ...rows] = readFileSync(join(folder, file), 'utf8').trimEnd().split(/\r?\n/)
  return rows.map((row) => row.split(','))
}
