import type { FoundMoment, MomentStudy, MomentTrend, MomentTurn, MomentsAnswer } from '@percorso/contract'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { readStudy } from './save-study.ts'
import { listStudies, selectFindings, selectPoints } from './study-tables.ts'
import type { Finding, PointRow, StudyRow } from './study-tables.ts'

const TREND_DAYS = 180

type Request = Pick<WorkspaceRequest, 'workspaceId' | 'inWorkspace'>

/** All studies, each with what turned on its last day. */
export async function showStudies({ workspaceId, inWorkspace }: Request): Promise<{ items: MomentStudy[] }> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const findings = Map.groupBy(await selectFindings(scope, { count: 2 }), ({ studyId }) => studyId)
    return { items: (await listStudies(scope)).map((study) => shown(study, findings.get(study.studyId) ?? [])) }
  })
}

/** One study: its last finding, and what differs by each touchpoint day by day. */
export async function showStudy({ workspaceId, inWorkspace }: Request, studyId: number): Promise<MomentStudy & { answer: MomentsAnswer | null; trends: MomentTrend[] }> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const study = await readStudy(scope, studyId)
    const findings = await selectFindings(scope, { count: 2, studyId })
    const trends = trendsOf(await selectPoints(scope, { studyId, days: TREND_DAYS }))
    return { ...shown(study, findings), answer: findings[0]?.answer ?? null, trends }
  })
} // prettier-ignore

function shown({ createdAt, ...study }: StudyRow, [last, before]: Finding[]): MomentStudy {
  return { ...study, createdAt: createdAt.toISOString(), turns: last && before ? turnsOf(last, before) : [] }
}

/** Touchpoints that both findings could judge, and judged differently. */
function turnsOf(last: Finding, before: Finding): MomentTurn[] {
  const was = new Map(before.answer.items.filter(isSound).map((item) => [item.step, item.verdict]))
  return last.answer.items.filter(isSound).flatMap(({ step, name, stage, channel, verdict }) => {
    const from = was.get(step)
    return from === undefined || from === verdict ? [] : [{ step, name, stage, channel, from, to: verdict, day: last.day }]
  })
}

function isSound({ p, unadjusted }: FoundMoment): boolean {
  return p !== null && (unadjusted === null || unadjusted === 'nothing known')
}

/** A touchpoint is called what it was called last. */
function trendsOf(rows: PointRow[]): MomentTrend[] {
  return [...Map.groupBy(rows, ({ step }) => step)].map(([step, points]) => {
    const { name, stage, channel } = points.at(-1)!
    return { step, name, stage, channel, points: points.map(({ day, verdict, difference, low, high, n }) => ({ day, verdict, difference, low, high, n })) } // prettier-ignore
  })
}
