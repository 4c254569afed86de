/** The best `share` of leads by score: what share of all conversions they hold, and how many times as many as that share of leads taken blindly. */
export type LiftPoint = { share: number; leads: number; captured: number; lift: number }

/**
 * Cumulative gains and lift, from the best score down, in even steps. Leads of one score have no order: where a step ends among them, they count
 * in proportion, which is what any order gives on average. So `leads` may be a fraction, and lift at the end is 1. Empty without conversions.
 */
export function liftCurve(scores: readonly number[], converted: readonly boolean[], steps = 10): LiftPoint[] {
  const all = converted.filter(Boolean).length
  if (all === 0) return []
  const groups = groupsOf(scores, converted)
  return Array.from({ length: steps }, (_, step) => {
    const share = (step + 1) / steps
    const captured = conversionsAmong(groups, share * scores.length) / all
    return { share, leads: share * scores.length, captured, lift: captured / share }
  })
}

type Group = { leads: number; conversions: number }

/** Leads of one score, best first. */
function groupsOf(scores: readonly number[], converted: readonly boolean[]): Group[] {
  const groups = new Map<number, Group>()
  for (const [i, score] of scores.entries()) {
    const group = groups.get(score) ?? { leads: 0, conversions: 0 }
    group.leads += 1
    group.conversions += converted[i] ? 1 : 0
    groups.set(score, group)
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group)
}

function conversionsAmong(groups: readonly Group[], leads: number): number {
  let left = leads
  let found = 0
  for (const group of groups) {
    const taken = Math.min(left, group.leads)
    found += (group.conversions * taken) / group.leads
    left -= taken
  }
  return found
}
