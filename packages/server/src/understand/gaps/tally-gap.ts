import type { Counted } from '@percorso/maths'
import type { Initiative } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { armSql } from './arms-facts.ts'
import type { Arms, TimeSpan } from './arms-facts.ts'
import { armsOf } from './arms-of.ts'
import { WEEK_MS, shownSpan } from './effect-plan.ts'
import type { Plan, Tallied, Tally } from './effect-plan.ts'
import { HELD, selectParts } from './gap-facts.ts'
import { heldOf, marksOf } from './held-of.ts'
import { holdJourneys, numberOf } from './hold-journeys.ts'
import { ofEverybody, questionOf, readyMap } from './ready-map.ts'
import type { Asking, ReadyMap } from './ready-map.ts'

/** The share of journeys with a gap; each side of the beginning is looked at alone, so that no journey is in both. */
export async function tallyGap(asking: Asking, initiative: Initiative, plan: Plan): Promise<Tallied> {
  const { mapId } = initiative
  if (mapId === null) throw new PercorsoError('no_such_map', 'The map of this initiative is gone.', { status: 404 })
  const ready = await readyMap(asking, mapId)
  const own = questionOf(ready, shownSpan(plan.before))
  const { arms, left_out } = await armsOf(asking, initiative, own.segmentId)
  if (own.by.kind === 'account' && (arms.audience ?? arms.control.kind === 'segment')) throw notOfAccounts()
  const sides = []
  for (const span of [plan.before, plan.after]) sides.push(await weeksWithGap(asking, { ready, initiative, arms }, span))
  const [before, after] = sides as [WeekRow[], WeekRow[]]
  const start = plan.after.from
  const sum = (rows: WeekRow[]): Counted =>
    rows.reduce((all, { count, n }) => ({ count: all.count + count, n: all.n + n }), { count: 0, n: 0 })
  const tally: Tally = (arm, span) => {
    const side = (span === 0 || plan.spans[span]!.from < start ? before : after).filter((row) => row.arm === arm)
    if (span < 2) return sum(side)
    const week = Math.round((plan.spans[span]!.from - start) / WEEK_MS)
    return sum(side.filter((row) => row.week === week))
  }
  return { tally, left_out }
}

type WeekRow = { arm: string; week: number; count: number; n: number }
type GapQuestion = { ready: ReadyMap; initiative: Initiative; arms: Arms }

async function weeksWithGap(asking: Asking, { ready, initiative, arms }: GapQuestion, span: TimeSpan): Promise<WeekRow[]> {
  const { metric, startedAt } = initiative
  if (metric.kind !== 'gap') throw new Error('of a gap only')
  const shown = shownSpan(span)
  const heldJourneys = await holdJourneys(asking, ready, ofEverybody(questionOf(ready, shown)))
  const number = numberOf(heldJourneys, ready, metric.gap) ?? Infinity
  const marks = metric.gap.kind === 'failed' ? marksOf(ready.design.steps, undefined) : []
  const held = heldOf(asking, { ready, heldJourneys, span: shown, marks })
  const week = `toString(toInt64(floor((t0 - ${Date.parse(startedAt!)}) / ${WEEK_MS})))`
  const part = `concat(${armSql(arms, held.log.params)}, ' ', ${week})`
  const rows = await selectParts(asking.warehouse, held, { part, numbers: number === Infinity ? [HELD] : [HELD, number] })
  return [...Map.groupBy(rows, (row) => row.part)].map(([place, of]) => {
    const [arm = '', week_ = ''] = place.split(' ')
    const count = (wanted: number) => of.find((row) => row.number === wanted)?.journeys ?? 0
    return { arm, week: Number(week_), count: count(number), n: count(HELD) }
  })
}

function notOfAccounts(): PercorsoError {
  return new PercorsoError('not_of_accounts', 'The journeys of this map are of accounts: segments of people cannot tell them apart.', {
    status: 422,
    hint: 'Take everybody, with a control drawn by chance or with none.',
  })
}
