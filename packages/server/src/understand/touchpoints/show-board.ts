import type { TouchpointBoard } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import { selectBoard } from './board-facts.ts'
import type { BoardRow } from './board-facts.ts'
import { RHYTHM_WEEKS, alertsOf } from './health.ts'
import type { Asked } from './met-facts.ts'
import { listTouchpoints, selectTimeZone } from './touchpoint-tables.ts'

const DAY_MS = 86_400_000

/** Who asks, and the warehouse. */
export type Asking = { warehouse: Warehouse; request: Pick<WorkspaceRequest, 'workspaceId' | 'inWorkspace'> }

/** What every question about touchpoints needs to be asked, from a moment on. */
export async function askedSince({ request: { workspaceId, inWorkspace } }: Asking, since: number) {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const touchpoints = await listTouchpoints(scope)
    const asked: Asked = { workspaceId, timeZone: await selectTimeZone(scope), late: await selectLateMoves(scope), touchpoints, since }
    return { asked, touchpoints }
  })
}

/** The beginning of a period of so many days until now. */
export function periodOf(days: number): { now: number; from: number } {
  const now = systemClock.now()
  return { now, from: now - days * DAY_MS }
}

/** Volume, people and alerts of every touchpoint. */
export async function showBoard(asking: Asking, days: number): Promise<TouchpointBoard> {
  const { now, from } = periodOf(days)
  const { asked, touchpoints } = await askedSince(asking, Math.min(from, now - RHYTHM_WEEKS * 7 * DAY_MS))
  const rows = await selectBoard(asking.warehouse, asked, { now, from })
  const amountOf = (row: BoardRow | undefined) => ({ people: row?.people ?? 0, facts: row?.facts ?? 0 })
  const mapped = new Map(rows.flatMap((row) => (row.whole === 1 ? [] : [[row.touchpoint, row] as const])))
  const items = touchpoints.map(({ touchpointId }) => {
    const row = mapped.get(touchpointId)
    const weeks = weeksOf(row, Math.ceil(days / 7)).toReversed()
    const lastSeen = row ? new Date(row.lastSeen).toISOString() : null
    return { touchpointId, ...amountOf(row), lastSeen, weeks, alerts: row ? alertsOfRow(row, now) : [] }
  })
  return { ...amountOf(rows.find(({ whole }) => whole === 1)), unmapped: amountOf(mapped.get(0)), items }
}

/** What is odd about one touchpoint. */
export function alertsOfRow(row: BoardRow, now: number) {
  return alertsOf({ hours: row.hours, weeks: weeksOf(row, RHYTHM_WEEKS), lastSeen: row.lastSeen }, now)
}

/** Facts of each of so many weeks, this one first. */
function weeksOf(row: BoardRow | undefined, weeks: number): number[] {
  return Array.from({ length: weeks }, (_, ago) => row?.weeks[ago] ?? 0)
}
