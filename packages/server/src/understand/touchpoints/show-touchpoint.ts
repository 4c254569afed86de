import type { FactMatch } from '@percorso/contract'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { showLatest } from '../rules/index.ts'
import { selectBoard } from './board-facts.ts'
import { mustBeReadable, theOne } from './define-touchpoint.ts'
import { RHYTHM_WEEKS } from './health.ts'
import { selectAmount, selectMeant, selectMet, selectNeighbours, selectVolume } from './page-facts.ts'
import type { NeighbourRow } from './page-facts.ts'
import { alertsOfRow, askedSince, periodOf } from './show-board.ts'
import type { Asking } from './show-board.ts'

const NEIGHBOURS = 10

export type Period = { touchpointId: number; days: number }

/** A question about one touchpoint: those after it in the order take nothing from it. */
export async function askedOfOne(asking: Asking, { touchpointId, days }: Period) {
  const { now, from } = periodOf(days)
  const { asked, touchpoints } = await askedSince(asking, from)
  const { matches } = theOne(touchpoints, touchpointId)
  const own = touchpoints.findIndex((touchpoint) => touchpoint.touchpointId === touchpointId)
  return { now, asked, touchpoints, alone: { ...asked, touchpoints: touchpoints.slice(0, own + 1), only: matches } }
}

/** People and facts of one touchpoint by day or week, and what is odd about it. */
export async function showVolume(asking: Asking, { step, ...period }: Period & { step: 'day' | 'week' }) {
  const { alone, now } = await askedOfOne(asking, period)
  const { warehouse } = asking
  const { touchpointId } = period
  const items = await selectVolume(warehouse, alone, { touchpointId, step, now })
  const rhythm = { ...alone, since: periodOf(RHYTHM_WEEKS * 7).from }
  const row = (await selectBoard(warehouse, rhythm, { now, from: now })).find(
    ({ whole, touchpoint }) => whole === 0 && touchpoint === touchpointId,
  )
  return { ...(await selectAmount(warehouse, alone, touchpointId)), items, alerts: row ? alertsOfRow(row, now) : [] }
}

/** Who met it in a period, the latest first. */
export async function listMet(asking: Asking, { cursor, limit, ...period }: Period & { cursor?: string | undefined; limit: number }) {
  const place = fromCursor<[number, string]>(cursor, ['number', 'string'])
  const after = place && { lastMet: place[0], person: place[1] }
  const { alone } = await askedOfOne(asking, period)
  const { workspaceId, inWorkspace } = asking.request
  const rows = await selectMet(asking.warehouse, alone, { touchpointId: period.touchpointId, after, limit: limit + 1 })
  const { items, next } = toPage(rows, limit, ({ lastMet, person }) => [lastMet, person])
  const ids = items.map(({ person }) => person)
  const shown = new Map((await inWorkspace((db) => showLatest({ db, workspaceId }, ids, limit))).map((row) => [row.profileId, row]))
  const people = items.flatMap(({ person, lastMet, facts }) => {
    const row = shown.get(person) // nobody, if they were erased meanwhile
    return row ? [{ profileId: person, name: row.name, head: { kind: row.kind, value: row.value }, lastMet: new Date(lastMet).toISOString(), facts }] : [] // prettier-ignore
  })
  return { items: people, next }
}

/** Touchpoints that the same people met right before and after it. */
export async function showNeighbours(asking: Asking, period: Period) {
  const { asked, alone } = await askedOfOne(asking, period)
  const rows = await selectNeighbours(asking.warehouse, asked, period.touchpointId)
  const { people } = await selectAmount(asking.warehouse, alone, period.touchpointId)
  const on = (side: NeighbourRow['side']) => rows.filter((row) => row.side === side)
  const visits = on('before').reduce((sum, { facts }) => sum + facts, 0)
  const shown = ({ other, facts, people: whose }: NeighbourRow) => ({ touchpointId: other === 0 ? null : other, facts, people: whose, share: facts / visits }) // prettier-ignore
  return { visits, people, before: on('before').slice(0, NEIGHBOURS).map(shown), after: on('after').slice(0, NEIGHBOURS).map(shown) }
}

type Draft = { matches: FactMatch[]; touchpointId?: number | undefined; days: number }

/** What matches mean, and how much of it belongs to touchpoints that come before. */
export async function previewMatches(asking: Asking, { matches, touchpointId, days }: Draft) {
  mustBeReadable(matches)
  const { asked, touchpoints } = await askedSince(asking, periodOf(days).from)
  const own = touchpoints.findIndex((touchpoint) => touchpoint.touchpointId === touchpointId)
  const before = own === -1 ? touchpoints : touchpoints.slice(0, own)
  const rows = await selectMeant(asking.warehouse, { ...asked, touchpoints: before, only: matches }, matches)
  const all = rows.find(({ whole }) => whole === 1)
  const taken = rows.filter(({ whole, touchpoint }) => whole === 0 && touchpoint > 0)
  return {
    people: all?.people ?? 0,
    facts: all?.facts ?? 0,
    taken: taken.map(({ touchpoint, facts }) => ({ touchpointId: touchpoint, facts })),
  }
}
