import type { Db } from '../../stores/index.ts'
import type { Activity } from './pack-activity.ts'
import { packActivity } from './pack-activity.ts'
import { byId, plain } from './tables.ts'
import type { Owner, Touched } from './tables.ts'

/** The first of the two numbers of the advisory lock under which one process at a time counts a workspace's facts. */
const COUNTING = 7

export type Bucket = { workspaceId: number; bucket: number }

/** Leaves activity to be counted later. */
export async function addUncounted({ db, workspaceId }: Owner, activity: Iterable<Activity>): Promise<void> {
  const rows = packActivity(activity)
  if (rows.length === 0) return
  const values = rows.map((_, index) => `($1, $${2 * index + 2}, $${2 * index + 3})`).join(', ')
  await db.query(
    `insert into uncounted_facts (workspace_id, bucket, activity) values ${values}`,
    [workspaceId, ...rows.flatMap(({ bucket, packed }) => [bucket, packed])], // buffers of their own: the driver sends those as they are
  )
}

/** Where something waits to be counted. */
export async function uncountedBuckets(db: Db): Promise<Bucket[]> {
  const { rows } = await db.query<Bucket>('select distinct workspace_id as "workspaceId", bucket from uncounted_facts order by 1, 2')
  return rows
}

/** Takes what waits in a bucket; it is gone when the transaction commits. One process at a time counts a workspace's facts. */
export async function takeUncounted(db: Db, { workspaceId, bucket }: Bucket): Promise<Buffer[]> {
  await db.query('select pg_advisory_xact_lock($1, $2)', [COUNTING, workspaceId])
  const { rows } = await db.query<{ activity: Buffer }>(
    'delete from uncounted_facts where workspace_id = $1 and bucket = $2 returning activity',
    [workspaceId, bucket],
  )
  return rows.map(({ activity }) => activity)
}

/** Adds activity to identifiers, and to the whole of those that head a profile of several. Returns those whose head is another. */
export async function countActivity({ db, workspaceId }: Owner, activity: Activity[]): Promise<Touched[]> {
  const d = activity.sort(byId)
  const { rows } = await db.query<Touched>(
    `with counted as (
       update identifiers i set
         facts = i.facts + d.facts,
         last_seen = greatest(i.last_seen, from_ms(d.last_seen)),
         whole_facts = i.whole_facts + d.facts,
         whole_last_seen = case when i.whole_facts is not null then greatest(i.whole_last_seen, from_ms(d.last_seen)) end
       from unnest($2::uuid[], $3::int[], $4::bigint[]) as d (id, facts, last_seen)
       where i.workspace_id = $1 and i.identifier_id = d.id
       returning i.identifier_id, i.profile_id)
     select identifier_id as "identifierId", profile_id as "profileId", false as decide, true as "hasWhole"
     from counted where profile_id <> identifier_id`,
    [workspaceId, plain(d.map(({ id }) => id)), plain(d.map(({ facts }) => facts)), plain(d.map(({ lastSeen }) => lastSeen))],
  )
  return rows
}
