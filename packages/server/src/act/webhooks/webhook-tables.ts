import type { WebhookMatch } from '@percorso/contract'
import type { Scope } from './scope.ts'

export type ActiveWebhook = { webhookId: number; matches: WebhookMatch[] }

/** By what a process knows whether what it compiled still holds; 0: there never was a webhook. */
export async function selectVersion({ db, workspaceId }: Scope): Promise<{ version: number; timeZone: string }> {
  const { rows } = await db.query<{ version: number; timeZone: string }>(
    `select coalesce(v.version, 0) as version, w.time_zone as "timeZone"
     from workspaces w left join webhook_versions v using (workspace_id) where w.workspace_id = $1`,
    [workspaceId],
  )
  return rows[0]!
}

/** From its commit on, every process looks for what is stored now. */
export async function countUpVersion({ db, workspaceId }: Scope): Promise<void> {
  await db.query(
    `insert into webhook_versions as v (workspace_id, version) values ($1, 1)
     on conflict (workspace_id) do update set version = v.version + 1`,
    [workspaceId],
  )
}

export async function selectActive({ db, workspaceId }: Scope): Promise<ActiveWebhook[]> {
  const { rows } = await db.query<ActiveWebhook>(
    'select webhook_id as "webhookId", matches from webhooks where workspace_id = $1 and active order by webhook_id',
    [workspaceId],
  )
  return rows
}

export type WebhookRow = {
  webhookId: number
  name: string
  url: string
  matches: WebhookMatch[]
  active: boolean
  stoppedBecause: 'gone' | 'failing' | null
  stoppedAt: Date | null
  oldSecretUntil: Date | null
  failingSince: Date | null
  createdAt: Date
  createdBy: string
  changedAt: Date
  changedBy: string
}

const COLUMNS = `webhook_id as "webhookId", name, url, matches, active, stopped_because as "stoppedBecause", stopped_at as "stoppedAt",
  old_secret_until as "oldSecretUntil", failing_since as "failingSince", created_at as "createdAt", created_by as "createdBy",
  changed_at as "changedAt", changed_by as "changedBy"`

export async function selectWebhooks({ db, workspaceId }: Scope): Promise<WebhookRow[]> {
  const { rows } = await db.query<WebhookRow>(`select ${COLUMNS} from webhooks where workspace_id = $1 order by lower(name), webhook_id`, [
    workspaceId,
  ])
  return rows
}

export async function selectWebhook({ db, workspaceId }: Scope, webhookId: number): Promise<WebhookRow | undefined> {
  const { rows } = await db.query<WebhookRow>(`select ${COLUMNS} from webhooks where workspace_id = $1 and webhook_id = $2`, [
    workspaceId,
    webhookId,
  ])
  return rows[0]
}

type Said = { now: Date; by: string }
export type Draft = Pick<WebhookRow, 'name' | 'url' | 'matches'> & Said

export async function insertWebhook({ db, workspaceId }: Scope, draft: Draft & { secret: Buffer }): Promise<number> {
  const { name, url, matches, secret, now, by } = draft
  const { rows } = await db.query<{ webhookId: number }>(
    `insert into webhooks (workspace_id, name, url, matches, secret, created_at, created_by, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $6, $7) returning webhook_id as "webhookId"`,
    [workspaceId, name, url, JSON.stringify(matches), secret, now.toISOString(), by],
  )
  return rows[0]!.webhookId
}

/** Whoever switches it on begins anew: what was wrong before is forgotten. */
export async function updateWebhook({ db, workspaceId }: Scope, draft: Draft & { webhookId: number; active: boolean }): Promise<void> {
  const { webhookId, name, url, matches, active, now, by } = draft
  await db.query(
    `update webhooks set name = $3, url = $4, matches = $5, changed_at = $7, changed_by = $8, active = $6,
       stopped_because = case when active = $6 then stopped_because end, stopped_at = case when active = $6 then stopped_at end,
       failing_since = case when active = $6 then failing_since end
     where workspace_id = $1 and webhook_id = $2`,
    [workspaceId, webhookId, name, url, JSON.stringify(matches), active, now.toISOString(), by],
  )
}

/** The secret that counts so far counts until then; one before it no longer. */
export async function replaceSecret(
  { db, workspaceId }: Scope,
  { webhookId, secret, until, now, by }: Said & { webhookId: number; secret: Buffer; until: Date },
): Promise<void> {
  await db.query(
    `update webhooks set old_secret = secret, old_secret_until = $4, secret = $3, changed_at = $5, changed_by = $6
     where workspace_id = $1 and webhook_id = $2`,
    [workspaceId, webhookId, secret, until.toISOString(), now.toISOString(), by],
  )
}

export async function deleteWebhook({ db, workspaceId }: Scope, webhookId: number): Promise<void> {
  await db.query('delete from webhooks where workspace_id = $1 and webhook_id = $2', [workspaceId, webhookId]) // waits for whoever queues for it
  await db.query('delete from webhook_deliveries where workspace_id = $1 and webhook_id = $2', [workspaceId, webhookId])
}

/** Notes that a try was answered well: only if those before it were not, so that the row is not written for each delivery. */
export async function noteRecovered({ db, workspaceId }: Scope, webhookId: number): Promise<void> {
  await db.query('update webhooks set failing_since = null where workspace_id = $1 and webhook_id = $2 and failing_since is not null', [
    workspaceId,
    webhookId,
  ])
}

/** Notes that a try failed. Returns since when every try has. */
export async function noteFailing({ db, workspaceId }: Scope, webhookId: number, now: Date): Promise<Date> {
  await db.query('update webhooks set failing_since = $3 where workspace_id = $1 and webhook_id = $2 and failing_since is null', [
    workspaceId,
    webhookId,
    now.toISOString(),
  ])
  const { rows } = await db.query<{ since: Date }>(
    'select failing_since as since from webhooks where workspace_id = $1 and webhook_id = $2',
    [workspaceId, webhookId],
  )
  return rows[0]?.since ?? now
}

/** Switches it off. Returns its name; undefined if it is off already. */
export async function stopWebhook(
  { db, workspaceId }: Scope,
  { webhookId, because, now }: { webhookId: number; because: 'gone' | 'failing'; now: Date },
): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `update webhooks set active = false, stopped_because = $3, stopped_at = $4
     where workspace_id = $1 and webhook_id = $2 and active returning name`,
    [workspaceId, webhookId, because, now.toISOString()],
  )
  return rows[0]?.name
}

/** Which of these segments there are. */
export async function knownSegments({ db, workspaceId }: Scope, segmentIds: number[]): Promise<Set<number>> {
  const { rows } = await db.query<{ segmentId: number }>(
    'select segment_id as "segmentId" from segments where workspace_id = $1 and segment_id = any($2::int[])',
    [workspaceId, segmentIds],
  )
  return new Set(rows.map(({ segmentId }) => segmentId))
}
