import type { ErasureState } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import type { Actor } from '../access/index.ts'
import type { Identifier } from '../profiles/index.ts'

export type Erasure = {
  workspaceId: number
  requestId: number
  profileId: string | null
  erasure: ErasureState
  erasing: Identifier[] | null
  intakeMark: number | null
  orderedBy: Actor | null
}

const columns = `workspace_id as "workspaceId", request_id as "requestId", profile_id as "profileId", erasure, erasing, intake_mark as "intakeMark",
  ordered_by as "orderedBy"`
const one = 'workspace_id = $1 and request_id = $2'

/** The oldest erasure in this state, held until the transaction ends; nothing if all are in other hands. */
export async function holdErasure(db: Db, state: ErasureState): Promise<Erasure | undefined> {
  const { rows } = await db.query<Erasure>(
    `select ${columns} from privacy_requests where erasure = $1 order by request_id limit 1 for update skip locked`,
    [state],
  )
  return rows[0]
}

export async function selectErasures(db: Db, states: ErasureState[]): Promise<Erasure[]> {
  const { rows } = await db.query<Erasure>(`select ${columns} from privacy_requests where erasure = any($1) order by request_id`, [states])
  return rows
}

/** The moment of an erasure. Taken when no chunk is under way: what happened before is gone, what comes later is new. */
export async function momentNow(db: Db): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>(`select date_trunc('milliseconds', clock_timestamp()) as now`)
  return rows[0]!.now
}

export type Gone = { identifiers: Identifier[]; mark: Buffer; removed: Record<string, number>; erasedAt: Date; intakeMark: number }

/** Notes that a person is gone from PostgreSQL, in the transaction that did it; no request names them from now on. */
export async function noteErasing(db: Db, { workspaceId, requestId }: Erasure, gone: Gone): Promise<void> {
  const { identifiers, mark, removed, erasedAt, intakeMark } = gone
  const ids = identifiers.map(({ id }) => id)
  await db.query(
    `update privacy_requests set profile_id = null, mark = $3, note = '' where workspace_id = $1 and (request_id = $2 or profile_id = any($4::uuid[]))`,
    [workspaceId, requestId, mark, ids],
  )
  await db.query(
    `update privacy_requests set erasure = 'erasing', erasing = $3, removed = $4, erased_at = $5, intake_mark = $6 where ${one}`,
    [workspaceId, requestId, JSON.stringify(identifiers), JSON.stringify(removed), erasedAt, intakeMark],
  )
  await db.query('update workspaces set erasures = erasures + 1 where workspace_id = $1', [workspaceId])
}

export async function noteErased(db: Db, { workspaceId, requestId }: Erasure): Promise<void> {
  await db.query(`update privacy_requests set erasure = 'erased', status = 'done', closed_at = coalesce(closed_at, now()) where ${one}`, [
    workspaceId,
    requestId,
  ])
}

/** From here on nothing says any more who it was: only their bytes are left to be found. */
export async function noteCleaning(db: Db, { workspaceId, requestId }: Erasure): Promise<void> {
  await db.query(`update privacy_requests set erasure = 'cleaning', erasing = null where ${one}`, [workspaceId, requestId])
}

export async function noteCleaned(db: Db, erasures: Erasure[]): Promise<void> {
  await db.query(
    `update privacy_requests p set erasure = 'cleaned', cleaned_at = now() from unnest($1::int[], $2::int[]) as d (workspace_id, request_id)
     where p.workspace_id = d.workspace_id and p.request_id = d.request_id and p.erasure = 'cleaning'`,
    [erasures.map(({ workspaceId }) => workspaceId), erasures.map(({ requestId }) => requestId)],
  )
}

/** An erasure that a ledger knows of and this installation does not: of identifiers, as there may be no such profile. */
export async function insertErasure(
  db: Db,
  workspaceId: number,
  { identifiers, erasedAt }: { identifiers: Identifier[]; erasedAt: Date },
): Promise<void> {
  await db.query(
    `insert into privacy_requests (workspace_id, kind, received_at, due_at, erasure, erasing) values ($1, 'erasure', $2, $2::timestamptz + interval '1 month', 'ordered', $3)`,
    [workspaceId, erasedAt, JSON.stringify(identifiers)],
  )
}

export type Tombstone = { workspaceId: number; mark: string; erasedAt: string }

/** Every tombstone there is. */
export async function* everyTombstone(db: Db): AsyncGenerator<Tombstone[]> {
  let after: [number, string] = [0, '']
  for (;;) {
    const { rows } = await db.query<Omit<Tombstone, 'erasedAt'> & { erasedAt: Date }>(
      `select workspace_id as "workspaceId", encode(mark, 'hex') as mark, erased_at as "erasedAt" from tombstones
       where (workspace_id, mark) > ($1, decode($2, 'hex')) order by workspace_id, mark limit 10000`,
      after,
    )
    if (rows.length === 0) return
    yield rows.map((row) => ({ ...row, erasedAt: row.erasedAt.toISOString() }))
    after = [rows.at(-1)!.workspaceId, rows.at(-1)!.mark]
  }
}

/** Takes over the key of another installation; its marks mean nothing under any other. */
export async function replaceKey(db: Db, key: Buffer): Promise<void> {
  await db.query('insert into erasure_key (key) values ($1) on conflict (one) do update set key = excluded.key', [key])
}

export async function allWorkspaces(db: Db): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>('select workspace_id as id from workspaces order by 1')
  return rows.map(({ id }) => id)
}

/** Makes every process forget what it remembers of a workspace's people. */
export async function countErasure(db: Db, workspaceId: number): Promise<void> {
  await db.query('update workspaces set erasures = erasures + 1 where workspace_id = $1', [workspaceId])
}
