import type { FactMatch } from '@percorso/contract'

/** A point of contact as a study has it. */
export type Met = {
  name: string
  channel: 'web' | 'phone' | 'shop' | 'email' | 'app'
  stage: 'before' | 'during' | 'after'
  match: FactMatch
}
export type PlantedTruth = 'late delivery' | 'appointment' | 'app'

/**
 * A question about the sample world. `truths` names the touchpoints whose effect was planted, `nulls` those that have none; of all others nothing is
 * said.
 */
export type DemoStudy = {
  name: string
  reached: FactMatch
  outcome: FactMatch
  landmarkDays: number
  horizonDays: number
  touchpoints: Met[]
  truths: Record<string, PlantedTruth>
  nulls: string[]
}

type Value = string | number | boolean
const fact = (name: string, ...where: NonNullable<FactMatch['where']>): FactMatch => (where.length > 0 ? { fact: name, where } : { fact: name }) // prettier-ignore
const is = (property: string, value: Value) => ({ property, op: 'equals' as const, value })
const order = fact('Order Completed')
const firstOnline = fact('Order Completed', is('order_number', 1), { property: 'affiliation', op: 'anyOf', value: ['Web shop', 'App'] })

/**
 * Something whose look was drawn by chance, at the moment that is the stage: nothing can come of it. Who met one look did not meet the others: the
 * first is judged with them, and so does not count.
 */
function chanceStudy(name: string, { channel, stage, match, property, values }: Omit<Met, 'name'> & { property: string; values: Value[] }): DemoStudy {
  const touchpoints = values.map((value) => ({ name: `${property} ${value}`, channel, stage, match: { ...match, where: [...(match.where ?? []), is(property, value)] } }))
  const reached = { ...match, where: [...(match.where ?? []), { property, op: 'exists' as const }] }
  return { name, reached, outcome: order, landmarkDays: 1, horizonDays: 60, touchpoints, truths: {}, nulls: touchpoints.slice(1).map((one) => one.name) }
} // prettier-ignore

export const momentStudies: DemoStudy[] = [
  {
    name: 'second order within 90 days',
    reached: firstOnline,
    outcome: order,
    landmarkDays: 14,
    horizonDays: 76,
    touchpoints: [
      { name: 'late delivery', channel: 'phone', stage: 'after', match: fact('Order Delivered', { property: 'late_days', op: 'moreThan', value: 0 }) }, // prettier-ignore
      { name: 'packaging paper', channel: 'shop', stage: 'after', match: fact('Order Shipped', is('packaging', 'paper')) },
      { name: 'review', channel: 'web', stage: 'after', match: fact('Product Reviewed') },
      { name: 'visit', channel: 'web', stage: 'before', match: { type: 'page' } },
    ],
    truths: { 'late delivery': 'late delivery' },
    nulls: ['packaging paper'],
  },
  {
    name: 'second order, by who brings the first',
    reached: firstOnline,
    outcome: order,
    landmarkDays: 14,
    horizonDays: 76,
    touchpoints: ['Airone', 'Falco', 'Rondine'].map((courier) => ({ name: `courier ${courier}`, channel: 'shop', stage: 'after', match: fact('Order Shipped', is('courier', courier)) })), // prettier-ignore
    truths: {},
    nulls: ['courier Falco', 'courier Rondine'],
  },
  {
    name: 'first order of leads',
    reached: fact('Signed Up'),
    outcome: order,
    landmarkDays: 3,
    horizonDays: 57,
    touchpoints: [
      { name: 'appointment', channel: 'web', stage: 'before', match: fact('Appointment Requested') },
      { name: 'app', channel: 'app', stage: 'before', match: fact('Application Installed') },
      { name: 'mail', channel: 'email', stage: 'before', match: fact('Email Delivered') },
    ],
    truths: { appointment: 'appointment', app: 'app' },
    nulls: [],
  },
  chanceStudy('chats', { channel: 'web', stage: 'before', match: fact('Chat Started'), property: 'agent', values: ['Agata', 'Bruno', 'Carys', 'Dario', 'Ewelina', 'Fiona'] }), // prettier-ignore
  chanceStudy('calls', { channel: 'phone', stage: 'after', match: fact('Call Answered'), property: 'hold_music', values: ['piano', 'strings', 'none'] }), // prettier-ignore
  chanceStudy('shops', { channel: 'shop', stage: 'during', match: fact('Shop Visited'), property: 'shop_music', values: ['jazz', 'pop', 'none'] }), // prettier-ignore
  chanceStudy('tills', { channel: 'shop', stage: 'during', match: fact('Order Completed'), property: 'cashier', values: [1, 2, 3, 4] }),
  chanceStudy('banners', {
    channel: 'web',
    stage: 'before',
    match: { type: 'page' },
    property: 'banner_colour',
    values: ['teal', 'coral'],
  }),
  chanceStudy('buttons', { channel: 'web', stage: 'during', match: fact('Checkout Started'), property: 'checkout_button', values: ['Buy now', 'Order'] }), // prettier-ignore
  chanceStudy('mails', { channel: 'email', stage: 'before', match: fact('Email Delivered'), property: 'subject_emoji', values: [true, false] }), // prettier-ignore
]
