import { countFacts } from '../packages/server/src/record/profiles/index.ts'
import type { Stores } from '../packages/server/src/stores/index.ts'
import type { Batch } from './ledger.ts'

/** What the stores hold in the end. */
export type Truth = {
  /** By batch: how many rows, and how many different message ids. */
  batches: Record<string, { rows: number; ids: number }>
  rows: number
  /** Identifiers whose counter is not the number of their facts in the warehouse, and profiles whose whole is not the sum of their identifiers. */
  miscounted: string[]
  rejected: { reason: string; messageId: string | null }[]
  duplicates: number
  /** Requests and chunks that nobody has processed. */
  left: number
}

type Opened = Pick<Stores, 'postgres' | 'warehouse'>

/** Reads it all; nothing may be under way. */
export async function readTruth(stores: Opened, workspaceId: number): Promise<Truth> {
  await countFacts({ ...stores, oneAtATime: (work) => work() })
  const batches = await readBatches(stores, workspaceId)
  const { system } = stores.postgres
  const rejected = await system.query<Truth['rejected'][number]>(
    'select reason, message_id as "messageId" from rejected where workspace_id = $1',
    [workspaceId],
  )
  const counts = await system.query<{ duplicates: number; left: number }>(
    `select (select coalesce(sum(duplicates), 0)::bigint from source_counts where workspace_id = $1) as duplicates,
       (select count(*) from intake where workspace_id = $1) + (select count(*) from chunks where workspace_id = $1) as left`,
    [workspaceId],
  )
  return {
    batches,
    rows: Object.values(batches).reduce((sum, batch) => sum + batch.rows, 0),
    miscounted: await findMiscounted(stores, workspaceId),
    rejected: rejected.rows,
    ...counts.rows[0]!,
  }
}

async function readBatches({ warehouse }: Opened, workspaceId: number): Promise<Truth['batches']> {
  const rows = await warehouse.query<{ batch: string; rows: number; ids: number }>(
    `select replaceRegexpOne(message_id, '-[0-9]+$', '') as batch, count() as rows, uniqExact(message_id) as ids
     from facts where workspace_id = {workspaceId:UInt32} group by batch`,
    { workspaceId },
  )
  return Object.fromEntries(rows.map(({ batch, ...counted }) => [batch, counted]))
}

async function findMiscounted({ postgres, warehouse }: Opened, workspaceId: number): Promise<string[]> {
  const stored = await warehouse.query<{ id: string; facts: number }>(
    `select toString(profile_id) as id, count() as facts from facts where workspace_id = {workspaceId:UInt32} and not bot group by id`,
    { workspaceId },
  )
  const { rows: counted } = await postgres.system.query<{ id: string; facts: number }>(
    'select identifier_id as id, facts from identifiers where workspace_id = $1 and facts > 0',
    [workspaceId],
  )
  const { rows: profiles } = await postgres.system.query<{ id: string; whole: number; sum: number }>(
    `select p.profile_id as id, p.facts as whole, (
       select sum(i.facts)::bigint from identifiers i where i.workspace_id = p.workspace_id and i.profile_id = p.profile_id) as sum
     from profiles p where p.workspace_id = $1`,
    [workspaceId],
  )
  const counters = new Map(counted.map(({ id, facts }) => [id, facts]))
  const known = new Set(stored.map(({ id }) => id))
  return [
    ...stored.flatMap(({ id, facts }) =>
      facts === counters.get(id) ? [] : [`identifier ${id}: ${facts} facts, counted ${counters.get(id)}`],
    ),
    ...counted.flatMap(({ id, facts }) => (known.has(id) ? [] : [`identifier ${id}: no facts, counted ${facts}`])),
    ...profiles.flatMap(({ id, whole, sum }) => (whole === sum ? [] : [`profile ${id}: whole ${whole}, sum ${sum}`])),
  ]
}

/** What is wrong: batches by what befell them, and the rest of the truth that ought to be empty. */
export type Verdict = { lost: string[]; twice: string[]; torn: string[]; strange: string[]; miscounted: string[]; left: number }

export const spotless: Verdict = { lost: [], twice: [], torn: [], strange: [], miscounted: [], left: 0 }

/**
 * Compares with what was sent. An acknowledged batch is there, whole; another may be there, but only whole, as a request is one row of the
 * intake; and nothing is there twice.
 */
export function judge({ batches: stored, miscounted, left }: Truth, batches: Batch[]): Verdict {
  const verdict: Verdict = { lost: [], twice: [], torn: [], strange: [], miscounted, left }
  const strangers = new Set(Object.keys(stored))
  for (const { id, facts, isAcknowledged } of batches) {
    strangers.delete(id)
    const { rows, ids } = stored[id] ?? { rows: 0, ids: 0 }
    if (isAcknowledged && ids < facts) verdict.lost.push(`${id}: ${ids} of ${facts}`)
    else if (ids > 0 && ids < facts) verdict.torn.push(`${id}: ${ids} of ${facts}`)
    if (rows > ids) verdict.twice.push(`${id}: ${rows} rows of ${ids}`)
  }
  verdict.strange.push(...strangers)
  return verdict
}
