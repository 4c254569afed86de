import { meanInterval } from '@percorso/maths'
import type { TouchpointExperience } from '@percorso/contract'
import { countedShare } from '../rules/index.ts'
import { selectNumbers, selectOutcomes, selectVisits } from './experience-facts.ts'
import type { NumberRow, VisitRow } from './experience-facts.ts'
import { askedOfOne } from './show-touchpoint.ts'
import type { Period } from './show-touchpoint.ts'
import type { Asking } from './show-board.ts'

/** Names by which numbers of an experience go. */
const NAMED = '(?i)(score|rating|stars|nps|csat|ces|satisf|effort|wait|late|delay|duration|error)'
const IMPORTANT = 4
const OUTCOMES = 10

/** How it goes for people at a touchpoint. Signs of frustration are held against all other touchpoints: a page where many leave may be one where many arrive. */
export async function showExperience(asking: Asking, period: Period): Promise<TouchpointExperience> {
  const { asked, alone, touchpoints, now } = await askedOfOne(asking, period)
  const { warehouse } = asking
  const { touchpointId } = period
  const others = touchpoints.filter((other) => other.importance >= IMPORTANT && other.touchpointId !== touchpointId)
  const ids = others.map((other) => other.touchpointId)
  const visits = await selectVisits(warehouse, asked, { touchpointId, now })
  const numbers = await selectNumbers(warehouse, alone, { touchpointId, named: NAMED })
  const outcomes = ids.length === 0 ? [] : await selectOutcomes(warehouse, asked, { touchpointId, others: ids, now })
  const [own, rest] = [visits.find((row) => row.own === 1), visits.find((row) => row.own === 0)]
  const share = (row: VisitRow | undefined, of: 'leaves' | 'quickBacks') => countedShare(row?.[of] ?? 0, row?.visits ?? 0)
  return {
    visits: own?.visits ?? 0,
    people: own?.people ?? 0,
    leaves: share(own, 'leaves'),
    leavesElsewhere: share(rest, 'leaves'),
    quickBacks: share(own, 'quickBacks'),
    quickBacksElsewhere: share(rest, 'quickBacks'),
    numbers: numbers.map(shownNumber),
    outcomes: outcomes.slice(0, OUTCOMES).map(({ other, met, people }) => ({ touchpointId: other, met: countedShare(met, people) })),
  }
}

function shownNumber({ deviation, ...row }: NumberRow) {
  const { low = null, high = null } = meanInterval(row.mean, deviation, row.n) ?? {}
  return { ...row, low, high }
}
