import { truths } from '@percorso/simulator'
import type { Story } from '@percorso/simulator'
import type { Outcome } from './lived-moments.ts'
import type { PlantedTruth } from './moment-studies.ts'

type Lived = Outcome<{ story: Story }>

/** Of late first deliveries, the share that the call centre apologises for in time: 966 of 2,942 among 40,000 customers of seed 7. */
const APOLOGISED_SHARE = 0.33

/**
 * By how much the risk differs if all of these people met it instead of nobody: from the probabilities that the world decides by. An apology, being a
 * consequence of lateness, is part of its effect.
 */
export function plantedEffect(truth: PlantedTruth, people: Lived[]): number {
  const differences = people.map((one) => riskWith(truth, one, true) - riskWith(truth, one, false))
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length
}

function riskWith(truth: PlantedTruth, { who: { story }, at }: Lived, met: boolean): number {
  return truth === 'late delivery' ? returns(story, at, met) : converts(story, { [truth]: met })
}

function returns({ person, state }: Story, at: number, late: boolean): number {
  const { repurchase, presents, weeklyMail, lateFirstDelivery } = truths
  const isHarmed = state.signedUp && person.reader.subscribes && person.country.code === weeklyMail.country && person.bargainHunter && person.reader.rhythm === 'weekly' // prettier-ignore
  const factor = (isPresent(at, person.country.zone) ? presents.oddsFactor : 1) * (isHarmed ? weeklyMail.repurchaseOddsFactor : 1)
  const risk = (more: number) => withOdds(repurchase.share, factor * more)
  if (!late) return risk(1)
  return APOLOGISED_SHARE * risk(lateFirstDelivery.oddsFactorApologised) + (1 - APOLOGISED_SHARE) * risk(lateFirstDelivery.oddsFactor)
}

function converts({ person }: Story, met: { appointment?: boolean; app?: boolean }): number {
  const { convertShare, appointmentOddsFactor, appOddsFactor, referredOddsFactor } = truths.leads
  const { appointment, app } = { ...person.lead, ...met }
  const referred = person.referrer !== undefined
  return withOdds(convertShare, (appointment ? appointmentOddsFactor : 1) * (app ? appOddsFactor : 1) * (referred ? referredOddsFactor : 1))
}

function withOdds(share: number, factor: number): number {
  const odds = (share / (1 - share)) * factor
  return odds / (1 + odds)
}

/** From November 15 to December 24, where the person is. */
function isPresent(at: number, zone: string): boolean {
  const { month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  return (month === 11 && day >= 15) || (month === 12 && day <= 24)
}
