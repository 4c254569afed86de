import type { Moment, OddsRatio, Share, ShareDifference } from '@percorso/maths'
import type { FoundMoment, JourneyStep } from '@percorso/contract'

type Shown = JourneyStep & { stopped: boolean }

/**
 * A moment of truth as it is told. Where the outcome is a loss (`stopped`), what goes with more of it is a weakness. Numbers that cannot be had are null.
 */
export function shownMoment(moment: Moment, { stopped, ...step }: Shown): FoundMoment {
  const { verdict, n, exposedCount, exposed, others, difference, oddsRatio, adjusted, p, q, eValue } = moment
  const isAdjusted = typeof adjusted === 'object'
  return {
    ...step,
    verdict: stopped ? opposite(verdict) : verdict,
    n,
    exposedCount,
    exposed: shownShare(exposed),
    others: shownShare(others),
    difference: shownDifference(difference),
    oddsRatio: shownRatio(oddsRatio),
    adjusted: isAdjusted ? { oddsRatio: shownRatio(adjusted.oddsRatio), difference: shownDifference(adjusted.difference) } : null,
    unadjusted: isAdjusted || verdict === 'mandatory' || verdict === 'too few' ? null : (adjusted ?? 'nothing known'),
    p: p ?? null,
    q: q ?? null,
    eValue: eValue && Number.isFinite(eValue.point) && Number.isFinite(eValue.bound) ? eValue : null,
    randomised: false,
  }
}

export function shownShare({ share, n, low, high }: Share): FoundMoment['exposed'] {
  return { share: finite(share), n, low, high }
}

function opposite(verdict: Moment['verdict']): Moment['verdict'] {
  return verdict === 'strength' ? 'weakness' : verdict === 'weakness' ? 'strength' : verdict
}

function shownDifference({ difference, low, high }: ShareDifference): FoundMoment['difference'] {
  return { difference: finite(difference), low, high }
}

/** Beyond all numbers is not known. */
function shownRatio({ value, low, high }: OddsRatio): FoundMoment['oddsRatio'] {
  return [value, low, high].every(Number.isFinite) ? { value, low, high } : null
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
