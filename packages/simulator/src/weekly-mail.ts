import { withOdds } from './chance.ts'
import type { Person } from './person.ts'
import { truths } from './truths.ts'

/** Whether they are of those whom a weekly newsletter drives away. */
export function isHarmedByMail({ country, bargainHunter, reader }: Person): boolean {
  return country.code === truths.weeklyMail.country && bargainHunter && reader.rhythm === 'weekly'
}

/** The probability that they leave the list at one mail. */
export function unsubscribeShare(person: Person): number {
  const { unsubscribeShare: share, unsubscribeOddsFactor } = truths.weeklyMail
  return withOdds(share, isHarmedByMail(person) ? [unsubscribeOddsFactor] : [])
}
