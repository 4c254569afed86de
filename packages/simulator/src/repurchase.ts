import { DAY, inSeason, timeOfDay } from './calendar.ts'
import { withOdds } from './chance.ts'
import { plan } from './life.ts'
import type { Life } from './life.ts'
import { isHarmedByMail } from './weekly-mail.ts'
import type { Order } from './order.ts'
import { isPresent } from './presents.ts'
import { truths } from './truths.ts'

/** What a delivery was like, as far as it decides whether they come back. */
export type Experience = { late: boolean; apologisedInTime: boolean }

/** Second orders come from this day after the first. */
const EARLIEST_DAY = 15

/** The odds of a second order within 90 days. */
function repurchaseShare({ person, state }: Pick<Life, 'person' | 'state'>, order: Order, { late, apologisedInTime }: Experience): number {
  const { lateFirstDelivery, presents, weeklyMail, repurchase } = truths
  const factors: number[] = []
  if (late) factors.push(apologisedInTime ? lateFirstDelivery.oddsFactorApologised : lateFirstDelivery.oddsFactor)
  if (isPresent(order.at, person.country.zone)) factors.push(presents.oddsFactor)
  if (state.signedUp && person.reader.subscribes && isHarmedByMail(person)) factors.push(weeklyMail.repurchaseOddsFactor)
  return withOdds(repurchase.share, factors)
}

/** Decides, once all that matters of an order is lived through, whether and when they buy again. */
export function considerReturning(life: Life, order: Order, experience: Experience = { late: false, apologisedInTime: false }): void {
  const days = order.number === 1 ? daysToSecond(life, order, experience) : daysToNext(life)
  if (days === undefined) return
  const { chance, person } = life
  const { zone } = person.country
  const day = inSeason({ from: order.at + days.from * DAY, to: order.at + days.to * DAY }, zone, chance)
  plan(life, timeOfDay(day, zone, { rhythm: 'online', chance }), life.scenes.buyAgain)
}

type Days = { from: number; to: number }

function daysToSecond(life: Life, order: Order, experience: Experience): Days | undefined {
  const comesBack = life.chance.is(repurchaseShare(life, order, experience))
  if (comesBack) return { from: EARLIEST_DAY, to: truths.lateFirstDelivery.window_days - 4 }
  return life.chance.is(0.3) ? { from: truths.lateFirstDelivery.window_days + 2, to: 220 } : undefined
}

/** From the second order on, what they have lived through decides. */
function daysToNext({ chance, state, person }: Life): Days | undefined {
  const probability = withOdds(person.established ? 0.93 : 0.87, [Math.exp(0.5 * (state.satisfaction - 0.2))])
  if (!chance.is(probability)) return undefined
  const rest = 12 + 45 * chance.factor(0.6)
  return { from: rest * 0.7, to: rest * 1.3 }
}
