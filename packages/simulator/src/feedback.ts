import { DAY, HOUR } from './calendar.ts'
import { catalogue } from './catalogue.ts'
import { asCustomer, plan, tell } from './life.ts'
import type { Life, Sentiment, Topic } from './life.ts'
import type { Order } from './order.ts'
import { writeOpinion } from './write-text.ts'

const ANSWERING = { delivery: 0.22, nps: 0.25 } as const

type Lived = { order: Order; topic: Topic; late?: boolean; disappointed?: boolean; apologisedInTime?: boolean }

/** A review in the shop's own pages. Stars and words agree with what was lived through. */
export function review(life: Life, at: number, lived: Lived): void {
  const { person, chance } = life
  const { sentiment, topic } = opinionOf(life, lived)
  const rating = sentiment === 'positive' ? chance.pick([4, 5, 5]) : sentiment === 'neutral' ? 3 : chance.pick([1, 1, 2])
  const { id, name } = lived.order.first
  const { text, truth } = writeOpinion(life, { sentiment, topic, product: name, late: lived.late ?? false })
  const properties = { product_id: id, order_id: lived.order.id, rating, review_body: text, language: person.country.language }
  tell(life, at, { source: 'Surveys & reviews', type: 'track', event: 'Product Reviewed', ...asCustomer(life), properties, truth })
}

function opinionOf({ chance }: Life, { topic, late, disappointed, apologisedInTime }: Lived): { sentiment: Sentiment; topic: Topic } {
  if (topic === 'delivery' && late) {
    if (!apologisedInTime) return { topic, sentiment: 'negative' }
    return chance.is(0.6) ? { topic, sentiment: 'neutral' } : { topic: 'service', sentiment: 'positive' }
  }
  if (disappointed) return { topic: 'product', sentiment: 'negative' }
  const sentiment = chance.is(0.82) ? 'positive' : 'neutral'
  if (topic === 'shop') return { topic, sentiment }
  return { topic: chance.pick(['product', 'product', 'product', 'delivery', 'price']), sentiment }
}

/** "How was your delivery?", a day after it. */
export function askAboutDelivery(life: Life, at: number, lived: { order: Order; late: boolean; apologisedInTime: boolean }): void {
  const { chance } = life
  if (!chance.is(ANSWERING.delivery)) return
  const { late, apologisedInTime, order } = lived
  const score = chance.pick(late ? (apologisedInTime ? [2, 3, 3, 4] : [1, 1, 1, 2, 2, 2]) : [3, 4, 4, 5, 5, 5])
  const sentiment = sentimentOf(score, { bad: 2, good: 4 })
  const topic = late && sentiment === 'positive' ? 'service' : 'delivery' // who is content with a late parcel speaks of the apology
  answer(life, at, { survey: 'delivery', score, order_id: order.id, sentiment, topic, product: order.first.name, late })
}

function sentimentOf(score: number, { bad, good }: { bad: number; good: number }): Sentiment {
  return score <= bad ? 'negative' : score >= good ? 'positive' : 'neutral'
}

/** "Would you recommend us?", every quarter, from one to three weeks after the first order. */
export function startNps(life: Life, at: number): void {
  plan(life, at + life.chance.between(20, 40) * DAY, askNps)
}

function askNps(life: Life, at: number): void {
  const { chance, state } = life
  plan(life, at + 91 * DAY, askNps)
  if (!chance.is(ANSWERING.nps)) return
  const score = Math.max(0, Math.min(10, Math.round(7.9 + 2.4 * state.satisfaction + 1.3 * chance.normal())))
  const sentiment = sentimentOf(score, { bad: 6, good: 9 })
  const topic = (sentiment === 'negative' ? state.grievance : state.delight) ?? chance.pick(['product', 'price', 'website'])
  const said = { survey: 'nps', score, sentiment, topic: sentiment === 'neutral' ? chance.pick(['product', 'price'] as const) : topic }
  answer(life, at + chance.between(0, 20) * HOUR, { ...said, product: chance.pick(catalogue).name, late: false })
}

type Answer = { survey: string; score: number; order_id?: string; sentiment: Sentiment; topic: Topic; product: string; late: boolean }

function answer(life: Life, at: number, { survey, score, order_id, ...opinion }: Answer): void {
  const written = life.chance.is(0.55) ? writeOpinion(life, opinion) : undefined
  const said = written && { comment: written.text, language: written.truth.language }
  const properties = { survey, score, ...(order_id !== undefined && { order_id }), ...said }
  tell(life, at, {
    source: 'Surveys & reviews',
    type: 'track',
    event: 'Survey Answered',
    ...asCustomer(life),
    properties,
    ...(written && { truth: written.truth }),
  })
}
