import { plain } from '../../record/profiles/index.ts'
import type { Db } from '../../stores/index.ts'
import type { Scope } from './ruleset-tables.ts'

export type Fill = {
  workspaceId: number
  fillId: number
  streamIds: number[]
  segmentIds: number[]
  traitIds: number[]
  modelIds: number[]
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

/** What a fill is for. */
export type Filled = Pick<Fill, 'segmentIds' | 'traitIds' | 'modelIds'>

/** While the caller holds chunks back: facts of chunks up to `cut` but `besides` are in the warehouse and were not followed; all others will be. */
export async function insertFill(
  { db, workspaceId }: Scope,
  { streamIds, segmentIds, traitIds, modelIds }: Filled & Pick<Fill, 'streamIds'>,
): Promise<void> {
  await db.query(
    `insert into rule_fills (workspace_id, stream_ids, segment_ids, cut, besides, phase, parts, trait_ids, model_ids)
     select $1, $2, $3, nextval('chunks_chunk_id_seq'), coalesce((select array_agg(chunk_id) from chunks where workspace_id = $1), '{}'), $4,
       (select least($6, 2 ^ ceil(log(2, greatest(1, count(*) / $5::numeric))))::int from listed_people where workspace_id = $1), $7, $8`,
    [
      workspaceId,
      plain(streamIds),
      plain(segmentIds),
      streamIds.length > 0 ? 'facts' : 'people',
      PEOPLE_A_PART,
      PARTS_MAX,
      plain(traitIds),
      plain(modelIds),
    ],
  )
}

const COLUMNS = { segment: 'segment_ids', trait: 'trait_ids', model: 'model_ids' } as const

/** What is defined otherwise now, is paused or deleted, has no part any more in what is being filled for it. */
export async function leaveFills({ db, workspaceId }: Scope, { kind, id }: { kind: keyof typeof COLUMNS; id: number }): Promise<void> {
  const column = COLUMNS[kind]
  await db.query(`update rule_fills set ${column} = array_remove(${column}, $2) where workspace_id = $1 and $2 = any(${column})`, [
    workspaceId,
    id,
  ])
}

/** Nothing is being filled any more. */
export async function deleteFills({ db, workspaceId }: Scope): Promise<void> {
  await db.query('delete from rule_fills where workspace_id = $1', [workspaceId])
}

/** A fill to go on with, if there is any. */
export async function oldestFill(db: Db): Promise<Fill | undefined> {
  const { rows } = await db.query<Fill>(
    `select workspace_id as "workspaceId", fill_id as "fillId", stream_ids as "streamIds", segment_ids as "segmentIds", trait_ids as "traitIds", model_ids as "modelIds", cut, besides, phase, part, parts
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

/** Where a fill stands. */
export type Progress = Filled & Pick<Fill, 'phase' | 'part' | 'parts' | 'streamIds'>

/** Where the fills stand. */
export async function selectFills({ db, workspaceId }: Scope): Promise<Progress[]> {
  const { rows } = await db.query<Fill>(
    `select segment_ids as "segmentIds", trait_ids as "traitIds", model_ids as "modelIds", stream_ids as "streamIds", phase, part, parts
     from rule_fills where workspace_id = $1 order by fill_id`,
    [workspaceId],
  )
  return rows
}

/** Moves what is filled from one state to the next. */
export async function setStates(
  { db, workspaceId }: Scope,
  { segmentIds, traitIds, modelIds }: Filled,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const move = (table: string, column: string, ids: number[]) =>
    db.query(`update ${table} set state = $3 where workspace_id = $1 and ${column} = any($2::int[]) and state = $4`, [workspaceId, plain(ids), to, from]) // prettier-ignore
  if (segmentIds.length > 0) await move('segments', 'segment_id', segmentIds)
  if (traitIds.length > 0) await move('trait_definitions', 'trait_id', traitIds)
  if (modelIds.length > 0) await move('score_models', 'model_id', modelIds)
}

/** How much of a definition is filled, from 0 to 1. */
export function filledOf(fills: Progress[], { kind, id }: { kind: keyof typeof COLUMNS; id: number }): number {
  const key = ({ segment: 'segmentIds', trait: 'traitIds', model: 'modelIds' } as const)[kind]
  const fill = fills.findLast((one) => one[key].includes(id))
  if (!fill) return 1
  const { phase, part, parts, streamIds } = fill
  if (streamIds.length === 0) return part / parts
  return (phase === 'facts' ? part : parts + part) / (2 * parts)
}
