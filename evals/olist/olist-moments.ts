import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newcombe } from '@percorso/maths'
import type { FactMatch } from '@percorso/contract'
import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import { ask, startLivingSystem, untilIdle } from '../../bench/living-system.ts'
import type { LivingSystem } from '../../bench/living-system.ts'
import { importRecipe, recipesOf } from '../import-recipes.ts'
import { countPlainly } from '../recipes/count-plainly.ts'
import { deliveredOrders, lifeEvents } from './plain-orders.ts'
import type { DeliveredOrder } from './plain-orders.ts'
import { countRisk } from './plain-risk.ts'
import type { Risk } from './plain-risk.ts'

const DAY_MS = 86_400_000
const BATCH = 200
const low = { property: 'score', op: 'atMost' as const, value: 2 }
const touchpoints: { name: string; matches: FactMatch[] }[] = [
  { name: 'Late delivery', matches: [{ fact: 'Delivered Late' }] },
  { name: 'Low review', matches: [{ fact: 'Review Answered', where: [low] }] },
  { name: 'Other review', matches: [{ fact: 'Review Answered' }] },
  ...['Order Placed', 'Order Approved', 'Order Shipped', 'Order Delivered', 'Item Ordered', 'Payment', 'Review Asked'].map((fact) => ({ name: fact, matches: [{ fact }] })), // prettier-ignore
]

type Served = {
  name: string
  n: number
  exposed: { share: number; n: number }
  others: { share: number; n: number }
  difference: { difference: number; low: number; high: number }
}

/** Deliveries later than promised, and what came of them: asked of the whole system, and counted from the files by plain loops. */
export async function lateDeliveryFigures(data: string): Promise<Figure[]> {
  const system = await startLivingSystem()
  try {
    for (const recipe of recipesOf('olist')) await importRecipe(system, recipe, data)
    const folder = join(data, 'olist')
    const orders = deliveredOrders(folder)
    await sayLate(system, orders.filter(({ late }) => late))
    await untilIdle(system)
    for (const touchpoint of touchpoints) await ask(system, '/touchpoints', { ...touchpoint, channel: 'web', stage: 'during' })
    return [...(await tableFigures(system, folder, orders)), ...(await momentFigures(system, folder)), ...scoreFigures(orders)]
  } finally {
    await system.stop()
  }
} // prettier-ignore

/** The shop's own word that an order came after the day it was promised for: no single column says so. */
async function sayLate({ url, writeKey }: LivingSystem, late: DeliveredOrder[]): Promise<void> {
  const facts = late.map(({ orderId, person, deliveredAt }) => ({ type: 'track', event: 'Delivered Late', userId: person, messageId: `late-${orderId}`, timestamp: new Date(deliveredAt + 1_000).toISOString() })) // prettier-ignore
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' }
  for (let from = 0; from < facts.length; from += BATCH) {
    const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch: facts.slice(from, from + BATCH) }) })
    if (!answer.ok) throw new Error(`The late deliveries were refused: ${answer.status}`)
  }
} // prettier-ignore

/** How often each touchpoint was met, against the counts of the files. */
async function tableFigures(system: LivingSystem, folder: string, orders: DeliveredOrder[]): Promise<Figure[]> {
  const { nodes } = await ask<{ nodes: { name: string; events: number }[] }>(system, '/journeys/graph', {})
  const plain: Record<string, number> = Object.assign({}, ...recipesOf('olist').map(({ name }) => countPlainly(folder, name)))
  const lowReviews = (readFileSync(join(folder, 'order_reviews.csv'), 'utf8').match(/^"?[0-9a-f]{32}"?,"?[0-9a-f]{32}"?,[12],/gm) ?? []).length // prettier-ignore
  const counts: Record<string, number> = {
    ...plain,
    'Late delivery': orders.filter(({ late }) => late).length,
    'Low review': lowReviews,
    'Other review': plain['Review Answered']! - lowReviews,
  }
  return touchpoints.map(
    ({ name }) =>
    judge({ figure: `olist.touchpoint.${name.replaceAll(' ', '_')}`, value: nodes.find((node) => node.name === name)?.events ?? 0, unit: 'facts', bar: counts[name]!, rule: 'exactly', n: counts[name]! }), // prettier-ignore
  )
}

/**
 * After the first delivery: a low review in the month, another order in half a year. Who waits for a late order reviews it before it comes, so that of reviews
 * these numbers only have to agree; by how much scores differ is said order by order.
 */
async function momentFigures(system: LivingSystem, folder: string): Promise<Figure[]> {
  const lives = lifeEvents(folder)
  const figures: Figure[] = []
  for (const { what, outcome, days } of [
    { what: 'low_review_after', outcome: 'Low review', days: 30 },
    { what: 'order_again', outcome: 'Order Placed', days: 180 },
  ]) {
    const { items } = await ask<{ items: { touchpointId: number; name: string }[] }>(system, '/touchpoints')
    const step = (name: string) => ({ step: String(items.find((item) => item.name === name)!.touchpointId) })
    const question = { reached: step('Order Delivered'), outcome: { kind: 'did', marker: step(outcome) }, landmarkDays: 1, horizonDays: days, candidates: [step('Late delivery').step], peopleMin: 5 } // prettier-ignore
    const served = (await ask<{ items: Served[] }>(system, '/moments/find', { question })).items[0]!
    figures.push(...riskFigures(`olist.late_delivery.${what}`, served, countRisk(lives, { outcome, landmark_ms: DAY_MS, horizon_ms: days * DAY_MS })))
  }
  return figures
} // prettier-ignore

function riskFigures(figure: string, { n, exposed, others, difference }: Served, plain: Risk): Figure[] {
  const cells = [exposed.n, Math.round(exposed.share * exposed.n), others.n, Math.round(others.share * others.n)]
  const wanted = [plain.exposed.n, plain.exposed.count, plain.others.n, plain.others.count]
  const same = cells.filter((cell, i) => cell === wanted[i]).length
  const { low: bound, high } = newcombe(plain.exposed, plain.others)
  const off = Math.max(Math.abs(difference.low - bound), Math.abs(difference.high - high))
  const points = (value: number, what: string) => judge({ figure: `${figure}_${what}`, value: 100 * value, unit: 'points', n })
  return [
    judge({ figure: `${figure}_cells_as_counted`, value: same, unit: 'cells', bar: wanted.length, rule: 'exactly', n }),
    judge({ figure: `${figure}_interval_off`, value: off, unit: 'share', bar: 1e-9, rule: 'at most', n }),
    points(difference.difference, 'difference'),
    points(difference.low, 'low'),
    points(difference.high, 'high'),
  ]
}

/** Order by order, straight from the files: by how much the mean score differs (Welch's interval), and the share of scores of 1 and 2. */
function scoreFigures(orders: DeliveredOrder[]): Figure[] {
  const scores = (late: boolean) => orders.filter((order) => order.late === late).flatMap((order) => order.scores)
  const [a, b] = [scores(true), scores(false)]
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = (values: number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)
  const [difference, reach] = [mean(a) - mean(b), 1.96 * Math.sqrt(variance(a) / a.length + variance(b) / b.length)]
  const lowOf = (values: number[]) => ({ count: values.filter((score) => score <= 2).length, n: values.length })
  const share = newcombe(lowOf(a), lowOf(b))
  const n = a.length + b.length
  return [
    judge({ figure: 'olist.late_delivery.score_difference', value: difference, unit: 'stars', n }),
    judge({ figure: 'olist.late_delivery.score_difference_low', value: difference - reach, unit: 'stars', n }),
    judge({ figure: 'olist.late_delivery.score_difference_high', value: difference + reach, unit: 'stars', bar: 0, rule: 'at most', n }),
    judge({ figure: 'olist.late_delivery.low_scores_difference', value: 100 * share.difference, unit: 'points', n }),
    judge({ figure: 'olist.late_delivery.low_scores_low', value: 100 * share.low, unit: 'points', bar: 0, n }),
    judge({ figure: 'olist.late_delivery.low_scores_high', value: 100 * share.high, unit: 'points', n }),
  ]
}
