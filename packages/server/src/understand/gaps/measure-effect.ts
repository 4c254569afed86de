import { differenceInDifferences, newcombe } from '@percorso/maths'
import type { Counted } from '@percorso/maths'
import type { Initiative, InitiativeEffect, JourneyQuestion } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { whoseOf } from '../journeys/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import { selectTimeZone } from '../touchpoints/index.ts'
import { armSql, selectOutcomes } from './arms-facts.ts'
import type { Arms, TimeSpan } from './arms-facts.ts'
import { counted } from './counted.ts'
import { saltOf } from './define-initiative.ts'
import { HELD, selectParts } from './gap-facts.ts'
import { holdJourneys, numberOf } from './hold-journeys.ts'
import { ofEverybody, questionOf, readyMap } from './ready-map.ts'
import type { Asking, ReadyMap } from './ready-map.ts'
import { heldOf, marksOf } from './show-gaps.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const LONGEST_MS = 182 * DAY_MS

/** Counts of both arms in each span of time. */
type Tally = (arm: 'treated' | 'control', span: number) => Counted
type Found = { tally: Tally; left_out: number }
/** `length_ms` lies on either side of the beginning; `spans` are before and after, then weeks. */
type Plan = { before: TimeSpan; after: TimeSpan; complete: boolean; spans: TimeSpan[] }

/** What became of an initiative; null before it has begun. */
export async function measureEffect(asking: Asking, initiative: Initiative, now: number): Promise<InitiativeEffect | null> {
  const plan = planOf(initiative, now)
  if (!plan) return null
  const { metric, control } = initiative
  const { tally, left_out } = metric.kind === 'gap' ? await ofGap(asking, initiative, plan) : await ofOutcome(asking, initiative, plan)
  const group = (arm: 'treated' | 'control') => ({ before: tally(arm, 0), after: tally(arm, 1) })
  const [treated, other] = [group('treated'), control.kind === 'before' ? null : group('control')]
  const shown = ({ count, n }: Counted) => counted(count, n)
  return {
    before: shownSpan(plan.before),
    after: shownSpan(plan.after),
    complete: plan.complete,
    of: metric.kind === 'gap' ? 'journeys' : 'people',
    treated: { before: shown(treated.before), after: shown(treated.after) },
    control: other && { before: shown(other.before), after: shown(other.after) },
    difference: differenceOf(control.kind, treated, other),
    method: control.kind === 'random' ? 'random' : control.kind === 'segment' ? 'differences' : 'before',
    says: control.kind === 'random' ? 'caused' : 'association',
    verdict: verdictOf(initiative, treated.after),
    weeks: plan.spans.slice(2).map(({ from }, week) => ({
      from: new Date(from).toISOString(),
      treated: shown(tally('treated', week + 2)),
      control: other && shown(tally('control', week + 2)),
    })),
    left_out,
  }
}

/** As long after the beginning as is wanted and has passed, and as long before it. */
function planOf({ metric, startedAt, endedAt }: Initiative, now: number): Plan | undefined {
  if (startedAt === null) return undefined
  const start = Date.parse(startedAt)
  const wanted = metric.kind === 'outcome' ? metric.days * DAY_MS : LONGEST_MS
  const passed = Math.min(now, endedAt === null ? Infinity : Date.parse(endedAt)) - start
  const length = Math.min(wanted, passed)
  if (length <= 0) return undefined
  const [before, after] = [
    { from: start - length, to: start },
    { from: start, to: start + length },
  ]
  const weeks = Math.ceil(length / WEEK_MS)
  const spans = Array.from({ length: 2 * weeks }, (_, k): TimeSpan => {
    const from = start + (k - weeks) * WEEK_MS
    return { from, to: Math.min(from + WEEK_MS, after.to) }
  })
  return { before, after, complete: passed >= wanted || (endedAt !== null && Date.parse(endedAt) <= now), spans: [before, after, ...spans] }
}

const shownSpan = ({ from, to }: TimeSpan) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })

type Group = { before: Counted; after: Counted }

function differenceOf(kind: Initiative['control']['kind'], treated: Group, other: Group | null): InitiativeEffect['difference'] {
  const reckoned = !other
    ? newcombe(treated.after, treated.before)
    : kind === 'random'
      ? newcombe(treated.after, other.after)
      : differenceInDifferences(treated, other)
  const { difference: value, low, high } = reckoned
  return Number.isNaN(value) ? null : { value, low, high }
}

function verdictOf({ metric, target }: Initiative, { count, n }: Counted): InitiativeEffect['verdict'] {
  const { low, high } = counted(count, n)
  const isLess = metric.kind === 'gap' || metric.wish === 'less'
  const [isReached, isMissed] = isLess ? [high <= target, low > target] : [low >= target, high < target]
  return isReached ? 'reached' : isMissed ? 'notYet' : 'unknown'
}

/** Who is treated: those of the audience, or of the map's own people, less those who are drawn to be left as they were. */
async function armsOf({ warehouse, request }: Asking, { initiativeId, control, segmentId }: Initiative, ownSegment?: number) {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    const timeZone = await selectTimeZone(scope)
    const idsOf = async (id: number) => (await whoseOf(scope, { segmentId: id } as JourneyQuestion, timeZone))!
    const meant = segmentId ?? ownSegment
    const audience = meant === undefined ? undefined : await idsOf(meant)
    const others = control.kind === 'segment' ? await idsOf(control.segmentId) : undefined
    const left = (whose: Awaited<ReturnType<typeof idsOf>> | undefined) => (whose ? whose.size - whose.ids.length : 0)
    const arms: Arms = {
      audience: audience?.ids,
      control: others ? { kind: 'segment', ids: others.ids } : control.kind === 'random' ? { ...control, salt: saltOf(initiativeId) } : { kind: 'before' },
    }
    return { arms, left_out: left(audience) + left(others), timeZone, late: await selectLateMoves(scope) }
  })
} // prettier-ignore

/** The share of people who did something. */
async function ofOutcome(asking: Asking, initiative: Initiative, { spans }: Plan): Promise<Found> {
  const { metric } = initiative
  if (metric.kind !== 'outcome') throw new Error('of an outcome only')
  const { arms, left_out, timeZone, late } = await armsOf(asking, initiative)
  const { workspaceId } = asking.request
  const rows = await selectOutcomes(asking.warehouse, { workspaceId, timeZone, late, match: metric.match, arms, spans })
  const byPlace = new Map(rows.map((row) => [`${row.arm} ${row.span}`, row]))
  return { tally: (arm, span) => byPlace.get(`${arm} ${span + 1}`) ?? { count: 0, n: 0 }, left_out }
}

/** The share of journeys with a gap; each side of the beginning is looked at alone, so that no journey is in both. */
async function ofGap(asking: Asking, initiative: Initiative, plan: Plan): Promise<Found> {
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
