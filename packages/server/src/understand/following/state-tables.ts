import type { Db } from '../../stores/index.ts'
import { plain } from '../../record/profiles/index.ts'
import type { Scope } from './ruleset-tables.ts'

/** The first of the two numbers of the advisory lock under which one transaction at a time changes what is remembered in a workspace. */
const FOLLOWING = 17

/** What is remembered of an identifier's facts; and, of a head, the segments its person is in, if they were ever judged. Times in ms. */
export type StateRow = { identifierId: string; packed: Buffer; members: number[] | null; wakeAt: number | null }

/** Until the transaction ends, nobody else follows facts, wakes people or fills streams of this workspace. */
export async function lockStates({ db, workspaceId }: Scope): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1, $2)', [FOLLOWING, workspaceId])
}

export async function selectStates({ db, workspaceId }: Scope, identifierIds: string[]): Promise<StateRow[]> {
  const { rows } = await db.query<Omit<StateRow, 'members'> & { members: string | null }>(
    `select identifier_id as "identifierId", packed, array_to_string(members, ',') as members, (extract(epoch from wake_at) * 1000)::float8 as "wakeAt"
     from rule_states where workspace_id = $1 and identifier_id = any($2::uuid[])`,
    [workspaceId, plain(identifierIds)],
  )
  return rows.map((row) => ({ ...row, members: row.members === null ? null : numbersIn(row.members) })) // the driver's own reading of arrays is slow
}

function numbersIn(list: string): number[] {
  return list === '' ? [] : list.split(',').map(Number)
}

export async function saveStates({ db, workspaceId }: Scope, rows: StateRow[]): Promise<void> {
  if (rows.length === 0) return
  const sorted = rows.sort((a, b) => (a.identifierId < b.identifierId ? -1 : 1))
  let end = 0
  const ends = sorted.map(({ packed }) => (end += packed.length))
  await db.query(
    `insert into rule_states (workspace_id, identifier_id, packed, members, wake_at)
     select $1, id, substring($2::bytea from till - size + 1 for size), members::int[], from_ms(wake_at)
     from unnest($3::uuid[], $4::int[], $5::int[], $6::text[], $7::bigint[]) as d (id, till, size, members, wake_at)
     on conflict (workspace_id, identifier_id) do update set packed = excluded.packed, members = excluded.members, wake_at = excluded.wake_at`,
    [
      workspaceId,
      Buffer.concat(sorted.map(({ packed }) => packed)),
      plain(sorted.map(({ identifierId }) => identifierId)),
      plain(ends),
      plain(sorted.map(({ packed }) => packed.length)),
      sorted.map(({ members }) => (members ? plain(members) : null)),
      plain(sorted.map(({ wakeAt }) => (wakeAt === null ? null : Math.ceil(wakeAt)))),
    ],
  )
}

/** The people of a workspace whose moment has come. */
export async function selectToWake({ db, workspaceId }: Scope, now: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ identifierId: string }>(
    `select identifier_id as "identifierId" from rule_states where workspace_id = $1 and wake_at is not null and wake_at <= $2 order by wake_at limit $3`,
    [workspaceId, new Date(now).toISOString(), limit],
  )
  return rows.map(({ identifierId }) => identifierId)
}

/** Where somebody's moment has come. */
export async function workspacesToWake(db: Db, now: number): Promise<number[]> {
  const { rows } = await db.query<{ workspaceId: number }>(
    'select distinct workspace_id as "workspaceId" from rule_states where wake_at is not null and wake_at <= $1',
    [new Date(now).toISOString()],
  )
  return rows.map(({ workspaceId }) => workspaceId)
}
