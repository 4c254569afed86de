import type { Initiative } from '@percorso/contract'
import { selectOutcomes } from './arms-facts.ts'
import { armsOf } from './arms-of.ts'
import type { Plan, Tallied } from './effect-plan.ts'
import type { Asking } from './ready-map.ts'

/** The share of people who did something. */
export async function tallyOutcome(asking: Asking, initiative: Initiative, { spans }: Plan): Promise<Tallied> {
  const { metric } = initiative
  if (metric.kind !== 'outcome') throw new Error('of an outcome only')
  const { arms, left_out, timeZone, late } = await armsOf(asking, initiative)
  const { workspaceId } = asking.request
  const rows = await selectOutcomes(asking.warehouse, { workspaceId, timeZone, late, match: metric.match, arms, spans })
  const byPlace = new Map(rows.map((row) => [`${row.arm} ${row.span}`, row]))
  return { tally: (arm, span) => byPlace.get(`${arm} ${span + 1}`) ?? { count: 0, n: 0 }, left_out }
}
