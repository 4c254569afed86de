import type { RejectReason } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

export type Counts = { facts: number; duplicates: number; rejected: number; bots: number }
export type HealthRow = { sourceId: number; lastReceivedAt: Date | null; total: Counts; lastDay: Counts }
type OfSource = { workspaceId: number; sourceId: number }

const sums = (where: string) =>
  ['facts', 'duplicates', 'rejected', 'bots'].map((name) => `'${name}', coalesce(sum(${name}) ${where}, 0)`).join(', ')

/** What each source has sent, as it was counted by the hour. */
export async function selectHealth(db: Db, workspaceId: number): Promise<HealthRow[]> {
  const { rows } = await db.query<HealthRow>(
    `select source_id as "sourceId", max(last_received_at) as "lastReceivedAt", jsonb_build_object(${sums('')}) as total,
       jsonb_build_object(${sums(`filter (where hour >= date_trunc('hour', now()) - interval '24 hours')`)}) as "lastDay"
     from sources left join source_counts using (workspace_id, source_id) where workspace_id = $1 group by source_id order by source_id`,
    [workspaceId],
  )
  return rows
}

export type StepRow = Counts & { at: Date }

/** What a source sent since a time, hour by hour or day by day (in UTC). */
export async function selectSteps(
  db: Db,
  { workspaceId, sourceId }: OfSource,
  span: { by: 'hour' | 'day'; from: Date },
): Promise<StepRow[]> {
  const { rows } = await db.query<StepRow>(
    `select date_trunc($3, hour, 'UTC') as at, sum(facts)::bigint as facts, sum(duplicates)::bigint as duplicates,
       sum(rejected)::bigint as rejected, sum(bots)::bigint as bots
     from source_counts where workspace_id = $1 and source_id = $2 and hour >= $4 group by 1 order by 1`,
    [workspaceId, sourceId, span.by, span.from],
  )
  return rows
}

const LATEST = 100_000

/** Of the latest rejected facts of a source: how many, by minute. */
export async function selectRejectedMinutes(
  db: Db,
  { workspaceId, sourceId }: OfSource,
  from: Date,
): Promise<{ at: Date; rejected: number }[]> {
  const { rows } = await db.query<{ at: Date; rejected: number }>(
    `select date_trunc('minute', received_at) as at, count(*) as rejected from (
       select received_at from rejected where workspace_id = $1 and source_id = $2 order by rejected_id desc limit $4) latest
     where received_at >= $3 group by 1`,
    [workspaceId, sourceId, from, LATEST],
  )
  return rows
}

/** Why facts of a source were rejected since a time, looking at the latest of them. */
export async function selectReasonsSince(
  db: Db,
  { workspaceId, sourceId }: OfSource,
  from: Date,
): Promise<{ reason: RejectReason; facts: number; lastAt: Date }[]> {
  const { rows } = await db.query<{ reason: RejectReason; facts: number; lastAt: Date }>(
    `select reason, count(*) as facts, max(received_at) as "lastAt" from (
       select reason, received_at from rejected where workspace_id = $1 and source_id = $2 order by rejected_id desc limit $4) latest
     where received_at >= $3 group by reason order by 2 desc, 1`,
    [workspaceId, sourceId, from, LATEST],
  )
  return rows
}

export async function hasSource(db: Db, { workspaceId, sourceId }: OfSource): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from sources where workspace_id = $1 and source_id = $2', [workspaceId, sourceId])
  return rowCount === 1
}
