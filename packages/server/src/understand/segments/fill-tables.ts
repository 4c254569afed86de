import { plain } from '../../record/profiles/index.ts'
import type { Db } from '../../stores/index.ts'
import type { Scope } from './ruleset-tables.ts'

export type Fill = {
  workspaceId: number
  fillId: number
  streamIds: number[]
  segmentIds: number[]
  cut: number
  besides: number[]
  phase: 'facts' | 'people'
  part: number
  parts: number
}

/** So few that a part never keeps a chunk waiting for long. */
const PEOPLE_A_PART = 400
/** Where a part begins is said by 14 bits of an id. */
export const PARTS_MAX = 16_384

/** While the caller holds chunks back: facts of chunks up to `cut` but `besides` are in the warehouse and were not followed; all others will be. */
export async function insertFill(
  { db, workspaceId }: Scope,
  { streamIds, segmentIds }: Pick<Fill, 'streamIds' | 'segmentIds'>,
): Promise<void> {
  await db.query(
    `insert into rule_fills (workspace_id, stream_ids, segment_ids, cut, besides, phase, parts)
     select $1, $2, $3, nextval('chunks_chunk_id_seq'), coalesce((select array_agg(chunk_id) from chunks where workspace_id = $1), '{}'), $4,
       (select least($6, 2 ^ ceil(log(2, greatest(1, count(*) / $5::numeric))))::int from listed_people where workspace_id = $1)`,
    [workspaceId, plain(streamIds), plain(segmentIds), streamIds.length > 0 ? 'facts' : 'people', PEOPLE_A_PART, PARTS_MAX],
  )
}

/** A segment whose rule is another now, is paused or deleted, has no part any more in what is being filled for it. */
export async function leaveFills({ db, workspaceId }: Scope, segmentId: number): Promise<void> {
  await db.query('update rule_fills set segment_ids = array_remove(segment_ids, $2) where workspace_id = $1 and $2 = any(segment_ids)', [
    workspaceId,
    segmentId,
  ])
}

/** A fill to go on with, if there is any. */
export async function oldestFill(db: Db): Promise<Fill | undefined> {
  const { rows } = await db.query<Fill>(
    `select workspace_id as "workspaceId", fill_id as "fillId", stream_ids as "streamIds", segment_ids as "segmentIds", cut, besides, phase, part, parts
     from rule_fills order by fill_id limit 1`,
  )
  return rows[0]
}

/** Takes hold of a fill where it stands; false if somebody else has gone on with it meanwhile. */
export async function lockFill(db: Db, { workspaceId, fillId, phase, part }: Fill): Promise<boolean> {
  const { rowCount } = await db.query(
    'select 1 from rule_fills where workspace_id = $1 and fill_id = $2 and phase = $3 and part = $4 for update',
    [workspaceId, fillId, phase, part],
  )
  return rowCount === 1
}

export async function moveFill(db: Db, { workspaceId, fillId }: Fill, { phase, part }: Pick<Fill, 'phase' | 'part'>): Promise<void> {
  await db.query('update rule_fills set phase = $3, part = $4 where workspace_id = $1 and fill_id = $2', [workspaceId, fillId, phase, part])
}

export async function deleteFill(db: Db, { workspaceId, fillId }: Fill): Promise<void> {
  await db.query('delete from rule_fills where workspace_id = $1 and fill_id = $2', [workspaceId, fillId])
}

/** Where the fills of segments stand. */
export async function selectFills({
  db,
  workspaceId,
}: Scope): Promise<Pick<Fill, 'segmentIds' | 'phase' | 'part' | 'parts' | 'streamIds'>[]> {
  const { rows } = await db.query<Fill>(
    'select segment_ids as "segmentIds", stream_ids as "streamIds", phase, part, parts from rule_fills where workspace_id = $1',
    [workspaceId],
  )
  return rows
}

export async function setStates(
  { db, workspaceId }: Scope,
  segmentIds: number[],
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db.query('update segments set state = $3 where workspace_id = $1 and segment_id = any($2::int[]) and state = $4', [
    workspaceId,
    plain(segmentIds),
    to,
    from,
  ])
}
