import type { MomentsAnswer, MomentsQuestion } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

/** Where studies are read: `db` sees one workspace. */
export type Scope = { db: Db; workspaceId: number }

export type StudyRow = {
  studyId: number
  name: string
  question: MomentsQuestion
  createdAt: Date
  createdBy: string
  failed: string | null
  foundOn: string | null
}

const STUDY = `study_id as "studyId", name, question, created_at as "createdAt", created_by as "createdBy", failed,
  (select max(day)::text from moment_findings f where f.workspace_id = s.workspace_id and f.study_id = s.study_id) as "foundOn"`

export async function listStudies({ db, workspaceId }: Scope): Promise<StudyRow[]> {
  const { rows } = await db.query<StudyRow>(`select ${STUDY} from moment_studies s where workspace_id = $1 order by name`, [workspaceId])
  return rows
}

export async function selectStudy({ db, workspaceId }: Scope, studyId: number): Promise<StudyRow | undefined> {
  const { rows } = await db.query<StudyRow>(`select ${STUDY} from moment_studies s where workspace_id = $1 and study_id = $2`, [workspaceId, studyId]) // prettier-ignore
  return rows[0]
}

/** Its id; undefined if there is one of that name. */
export async function insertStudy(
  { db, workspaceId }: Scope,
  { name, question, now, by }: { name: string; question: MomentsQuestion; now: Date; by: string },
): Promise<number | undefined> {
  const { rows } = await db.query<{ studyId: number }>(
    `insert into moment_studies (workspace_id, name, question, created_at, created_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, name) do nothing returning study_id as "studyId"`,
    [workspaceId, name, JSON.stringify(question), now, by],
  )
  return rows[0]?.studyId
}

export async function deleteStudy({ db, workspaceId }: Scope, studyId: number): Promise<void> {
  await db.query('delete from moment_studies where workspace_id = $1 and study_id = $2', [workspaceId, studyId])
}

/** What a study says on a day, instead of what it said that day before. Nothing, if it was deleted meanwhile. */
export async function saveFinding(
  { db, workspaceId }: Scope,
  { studyId, day, answer }: { studyId: number; day: string; answer: MomentsAnswer },
): Promise<void> {
  const { rowCount } = await db.query('update moment_studies set failed = null where workspace_id = $1 and study_id = $2', [
    workspaceId,
    studyId,
  ])
  if (rowCount === 0) return
  await db.query(
    `insert into moment_findings (workspace_id, study_id, day, answer) values ($1, $2, $3, $4)
     on conflict (workspace_id, study_id, day) do update set answer = excluded.answer`,
    [workspaceId, studyId, day, JSON.stringify(answer)],
  )
}

export async function saveFailure({ db, workspaceId }: Scope, studyId: number, failed: string): Promise<void> {
  await db.query('update moment_studies set failed = $3 where workspace_id = $1 and study_id = $2', [workspaceId, studyId, failed])
}

export type Finding = { studyId: number; study: string; day: string; answer: MomentsAnswer }

/** The last `count` findings of each study, or of one, the latest first. */
export async function selectFindings({ db, workspaceId }: Scope, { count, studyId }: { count: number; studyId?: number }): Promise<Finding[]> {
  const { rows } = await db.query<Finding>(
    `select s.study_id as "studyId", s.name as study, f.day::text as day, f.answer from moment_studies s,
       lateral (select day, answer from moment_findings f where f.workspace_id = s.workspace_id and f.study_id = s.study_id order by day desc limit $2) f
     where s.workspace_id = $1 and ($3::int is null or s.study_id = $3) order by s.name, f.day desc`,
    [workspaceId, count, studyId ?? null],
  )
  return rows
} // prettier-ignore

export type PointRow = {
  step: string
  name: string
  stage: string | null
  channel: string | null
  day: string
  verdict: MomentsAnswer['items'][number]['verdict']
  n: number
  difference: number
  low: number
  high: number
}

/** What differs by each touchpoint, adjusted where that could be had, on each of the last `days` days with a finding, the oldest first. */
export async function selectPoints({ db, workspaceId }: Scope, { studyId, days }: { studyId: number; days: number }): Promise<PointRow[]> {
  const { rows } = await db.query<PointRow>(
    `select item ->> 'step' as step, item ->> 'name' as name, item ->> 'stage' as stage, item ->> 'channel' as channel, day::text as day,
       item ->> 'verdict' as verdict, (item ->> 'n')::int as n, (d ->> 'difference')::float8 as difference, (d ->> 'low')::float8 as low, (d ->> 'high')::float8 as high
     from (select day, answer from moment_findings where workspace_id = $1 and study_id = $2 order by day desc limit $3) f,
       jsonb_array_elements(answer -> 'items') as item,
       lateral (select coalesce(nullif(item #> '{adjusted,difference}', 'null'), item -> 'difference') as d) as estimate
     where item ->> 'p' is not null and d ->> 'difference' is not null order by day`,
    [workspaceId, studyId, days],
  )
  return rows
} // prettier-ignore

/** Takes a study that has not been reckoned on this day, whichever workspace it is of: nobody else will for some hours. */
export async function claimDue(db: Db, { now, day, again_ms }: { now: number; day: string; again_ms: number }): Promise<{ workspaceId: number; studyId: number } | undefined> {
  const { rows } = await db.query<{ workspaceId: number; studyId: number }>(
    `update moment_studies set tried_at = $1 where (workspace_id, study_id) = (
       select workspace_id, study_id from moment_studies s where (tried_at is null or tried_at < $2)
         and not exists (select from moment_findings f where f.workspace_id = s.workspace_id and f.study_id = s.study_id and f.day = $3)
       order by tried_at nulls first, workspace_id, study_id limit 1 for update skip locked)
     returning workspace_id as "workspaceId", study_id as "studyId"`,
    [new Date(now), new Date(now - again_ms), day],
  )
  return rows[0]
} // prettier-ignore
