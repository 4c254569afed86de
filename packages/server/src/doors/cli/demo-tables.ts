import { z } from 'zod'
import type { Db } from '../../stores/index.ts'

const storedSample = z.object({
  seed: z.int(),
  customers: z.int(),
  days: z.int(),
  endsAt: z.int(),
  /** Households before this one are in the intake. */
  loaded: z.int(),
})
export type Sample = z.infer<typeof storedSample>

/** What the workspace shows, if it is a sample. */
export async function selectSample(db: Db, workspaceId: number): Promise<Sample | undefined> {
  const { rows } = await db.query<{ sample: unknown }>('select sample_world as sample from workspaces where workspace_id = $1 for share', [
    workspaceId,
  ])
  return storedSample.nullish().parse(rows[0]?.sample) ?? undefined
}

/** Marks a workspace as sample data; false if it holds facts already, which may be real. */
export async function markSample(db: Db, workspaceId: number, { name, sample }: { name: string; sample: Sample }): Promise<boolean> {
  const { rowCount } = await db.query(
    `update workspaces set name = $2, sample_since = now(), sample_world = $3 where workspace_id = $1 and sample_since is null
       and not exists (select from source_counts where workspace_id = $1) and not exists (select from intake where workspace_id = $1)`,
    [workspaceId, name, JSON.stringify(sample)],
  )
  return rowCount === 1
}

/** Notes that the households up to this one are in; false if somebody else was faster. */
export async function advanceSample(db: Db, workspaceId: number, { from, to }: { from: number; to: number }): Promise<boolean> {
  const { rowCount } = await db.query(
    `update workspaces set sample_world = sample_world || jsonb_build_object('loaded', $3::int)
     where workspace_id = $1 and (sample_world ->> 'loaded')::int = $2`,
    [workspaceId, from, to],
  )
  return rowCount === 1
}

/** Facts of a workspace that are accepted and not done yet. */
export async function pendingFacts(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await db.query<{ facts: number }>(
    'select coalesce(sum(facts), 0)::bigint as facts from intake where workspace_id = $1',
    [workspaceId],
  )
  return rows[0]!.facts
}
