import type { RateStep, sourceHealth } from '@percorso/contract'
import type * as z from 'zod'
import type { Warehouse } from '../../stores/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { selectMinutes } from './source-facts.ts'
import { hasSource, selectHealth, selectReasonsSince, selectRejectedMinutes, selectSteps } from './source-health-tables.ts'
import { noSuchSource } from './write-keys.ts'

const HOUR_MS = 3_600_000
const SPANS_MS: Record<RateStep, number> = { minute: HOUR_MS, hour: 48 * HOUR_MS, day: 90 * 24 * HOUR_MS }

/** How every source does, in short. */
export async function readHealth({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<z.infer<typeof sourceHealth>[]> {
  const rows = await inWorkspace((db) => selectHealth(db, workspaceId))
  return rows.map(({ lastReceivedAt, ...row }) => ({ ...row, lastReceivedAt: lastReceivedAt?.toISOString() ?? null }))
}

type Step = { at: string; facts: number; bots: number; rejected: number; duplicates: number | null }
export type Rate = { by: RateStep; from: string; to: string; steps: Step[]; reasons: Reason[] }
type Reason = { reason: Awaited<ReturnType<typeof selectReasonsSince>>[number]['reason']; facts: number; lastAt: string }

/** How much a source sends: by hour and day as it was counted, by minute as it arrived. */
export async function readRate(
  request: WorkspaceRequest,
  warehouse: Warehouse,
  { sourceId, by }: { sourceId: number; by: RateStep },
): Promise<Rate> {
  const { workspaceId, inWorkspace } = request
  const of = { workspaceId, sourceId }
  const now = Date.now()
  const from = new Date(now - SPANS_MS[by])
  const minutes = by === 'minute' ? await selectMinutes(warehouse, of, from) : []
  const { steps, reasons } = await inWorkspace(async (db) => {
    if (!(await hasSource(db, of))) noSuchSource()
    return {
      steps: by === 'minute' ? addRejected(minutes, await selectRejectedMinutes(db, of, from)) : await selectSteps(db, of, { by, from }),
      reasons: await selectReasonsSince(db, of, from),
    }
  })
  return {
    by,
    from: from.toISOString(),
    to: new Date(now).toISOString(),
    steps: steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })),
    reasons: reasons.map(({ lastAt, ...reason }) => ({ ...reason, lastAt: lastAt.toISOString() })),
  }
}

type Minute = Omit<Step, 'at'> & { at: Date }

function addRejected(arrived: { at: number; facts: number; bots: number }[], rejected: { at: Date; rejected: number }[]): Minute[] {
  const minutes = new Map<number, Minute>()
  for (const { at, facts, bots } of arrived) minutes.set(at, { at: new Date(at), facts, bots, rejected: 0, duplicates: null })
  for (const { at, rejected: count } of rejected) {
    const known = minutes.get(at.getTime()) ?? { at, facts: 0, bots: 0, rejected: 0, duplicates: null }
    minutes.set(at.getTime(), { ...known, rejected: count })
  }
  return [...minutes.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
}
