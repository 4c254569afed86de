import type { ScoreModel, SegmentRule, TraitFormula } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import type { Keep, Stream } from '../rules/index.ts'

export type Scope = { db: Db; workspaceId: number }

/** `judging`: its streams are filled, and people are being judged one after the other; it is followed live already. */
export type StoredState = 'filling' | 'judging' | 'live' | 'paused'

/** Something that is defined; `key` is the name of a computed trait, or what the traits of a model begin with. */
export type DefinedRow = { id: number; name: string; key: string; state: StoredState } & (
  { kind: 'segment'; what: SegmentRule } | { kind: 'trait'; what: TraitFormula } | { kind: 'model'; what: ScoreModel }
)
export type StreamRow = { streamId: number; key: string; stream: Stream; keeps: Keep[]; filled: boolean }

/** By what a process knows whether what it compiled still holds. The time zone is the one that what is remembered was filled in. */
export async function selectRulesVersion({ db, workspaceId }: Scope): Promise<{ version: number; timeZone: string }> {
  const { rows } = await db.query<{ version: number; timeZone: string }>(
    'select rules_version as version, coalesce(rules_time_zone, time_zone) as "timeZone" from workspaces where workspace_id = $1',
    [workspaceId],
  )
  return rows[0]!
}

/** From its commit on, every process follows what is stored now. */
export async function countUpRules({ db, workspaceId }: Scope): Promise<void> {
  await db.query('update workspaces set rules_version = rules_version + 1 where workspace_id = $1', [workspaceId])
}

/** All segments, computed traits and score models there are, whether they are followed or not. */
export async function selectDefined({ db, workspaceId }: Scope): Promise<DefinedRow[]> {
  const { rows } = await db.query<DefinedRow>(
    `select 'segment' as kind, segment_id as id, name, name as key, state, rule as what from segments where workspace_id = $1
     union all select 'trait', trait_id, key, key, state, formula from trait_definitions where workspace_id = $1
     union all select 'model', model_id, name, key, state, model from score_models where workspace_id = $1 order by 1, 2`,
    [workspaceId],
  )
  return rows
}

export async function selectStreams({ db, workspaceId }: Scope): Promise<StreamRow[]> {
  const { rows } = await db.query<StreamRow>(
    'select stream_id as "streamId", key, stream, keeps, filled from rule_streams where workspace_id = $1 order by stream_id',
    [workspaceId],
  )
  return rows
}

export async function insertStream(
  { db, workspaceId }: Scope,
  { key, stream, keeps }: Pick<StreamRow, 'key' | 'stream' | 'keeps'>,
): Promise<number> {
  const { rows } = await db.query<{ streamId: number }>(
    'insert into rule_streams (workspace_id, key, stream, keeps) values ($1, $2, $3, $4) returning stream_id as "streamId"',
    [workspaceId, key, JSON.stringify(stream), JSON.stringify(keeps)],
  )
  return rows[0]!.streamId
}

/** These are whole now, and answer for their keys instead of those that did before. */
export async function markFilled({ db, workspaceId }: Scope, streamIds: number[]): Promise<void> {
  await db.query('update rule_streams set filled = true where workspace_id = $1 and stream_id = any($2)', [workspaceId, streamIds])
  await db.query(
    `delete from rule_streams old using rule_streams now where old.workspace_id = $1 and now.workspace_id = $1 and now.stream_id = any($2)
       and old.key = now.key and old.stream_id < now.stream_id`,
    [workspaceId, streamIds],
  )
}

export async function deleteStreams({ db, workspaceId }: Scope, streamIds: number[]): Promise<void> {
  await db.query('delete from rule_streams where workspace_id = $1 and stream_id = any($2)', [workspaceId, streamIds])
}

/** Whether anybody is in or out of any segment by hand. */
export async function hasChoices({ db, workspaceId }: Scope): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from segment_choices where workspace_id = $1 limit 1', [workspaceId])
  return rowCount === 1
}

/** Where what is followed is still reckoned in another time zone than the workspace's own. */
export async function workspacesToMove(db: Db): Promise<number[]> {
  const { rows } = await db.query<{ workspaceId: number }>(
    'select workspace_id as "workspaceId" from workspaces where rules_time_zone is not null order by 1',
  )
  return rows.map(({ workspaceId }) => workspaceId)
}

/** From the commit on, what is followed is reckoned in the workspace's own time zone. False if it is already. */
export async function moveRules({ db, workspaceId }: Scope): Promise<boolean> {
  const { rowCount } = await db.query(
    'update workspaces set rules_time_zone = null where workspace_id = $1 and rules_time_zone is not null',
    [workspaceId],
  )
  return rowCount === 1
}
