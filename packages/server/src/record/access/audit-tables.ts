import type { Db } from '../../stores/index.ts'
import type { Actor } from './workspace-request.ts'

export type NewAuditRow = {
  workspaceId: number
  by: Actor
  verb: string
  kind: string
  id: string
  before: string | null
  after: string | null
}

/** Number, time and hash are the database's to say. */
export async function insertAudit(db: Db, { workspaceId, by, verb, kind, id, before, after }: NewAuditRow): Promise<void> {
  await db.query(
    `insert into audit (workspace_id, actor_kind, actor_id, actor_name, verb, object_kind, object_id, before, after, network, user_agent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [workspaceId, by.kind, by.id, by.name, verb, kind, id, before, after, by.network, by.userAgent],
  )
}

export type AuditRow = {
  auditId: number
  at: Date
  actorKind: Actor['kind']
  actorId: string
  actorName: string
  verb: string
  objectKind: string
  objectId: string
  before: unknown
  after: unknown
  network: string | null
  userAgent: string | null
  hash: Buffer
}
export type AuditSearch = {
  from?: string | undefined
  to?: string | undefined
  actor?: string | undefined
  verb?: string | undefined
  kind?: string | undefined
  id?: string | undefined
  before: number | undefined
  limit: number
}

/** Latest first. A verb without a dot means all that begin with it. */
export async function selectAudit(db: Db, workspaceId: number, search: AuditSearch): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `select audit_id as "auditId", at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", verb,
       object_kind as "objectKind", object_id as "objectId", before, after, network, user_agent as "userAgent", hash
     from audit where workspace_id = $1
       and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
       and ($4::text is null or actor_id = $4 or actor_name = $4)
       and ($5::text is null or verb = $5 or (verb >= $5 || '.' and verb < $5 || '/'))
       and ($6::text is null or object_kind = $6) and ($7::text is null or object_id = $7)
       and ($8::bigint is null or audit_id < $8)
     order by audit_id desc limit $9`,
    [workspaceId, search.from, search.to, search.actor, search.verb, search.kind, search.id, search.before, search.limit],
  )
  return rows
}

export type AuditState = { entries: number; firstBroken: number | null; hash: Buffer | null }

export async function verifyAuditRows(db: Db, workspaceId: number): Promise<AuditState> {
  const { rows } = await db.query<AuditState>(
    `select coalesce(h.audit_id, 0) as entries, first_broken_audit(w.id) as "firstBroken", h.hash
     from (select $1::int as id) w left join audit_heads h on h.workspace_id = w.id`,
    [workspaceId],
  )
  return rows[0]!
}
