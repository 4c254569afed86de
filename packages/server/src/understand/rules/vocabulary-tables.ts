import type { ReadScope } from './people-tables.ts'

/** Which of these traits any of some people have: the first by id, which is a hash, so that they are taken at random. */
export async function knownTraits({ db, workspaceId }: ReadScope, keys: string[], people: number): Promise<Set<string>> {
  const { rows } = await db.query<{ key: string }>(
    `select k.key from unnest($2::text[]) as k (key) where exists (
       select 1 from (select traits from people where workspace_id = $1 order by profile_id limit $3) p where p.traits ? k.key)`,
    [workspaceId, keys, people],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Traits of some people, the first by id. Of each, so many keys at most, and none of the long values: those are no words. */
export async function someTraits({ db, workspaceId }: ReadScope, limit: number): Promise<Record<string, unknown>[]> {
  const { rows } = await db.query<{ traits: Record<string, unknown> | null }>(
    `select (select jsonb_object_agg(key, value) from (select * from jsonb_each(p.traits) limit 300) e where pg_column_size(value) < 500) as traits
     from people p where workspace_id = $1 order by profile_id limit $2`,
    [workspaceId, limit],
  )
  return rows.map(({ traits }) => traits ?? {})
}

/** Traits of some accounts, the first by id. */
export async function someAccountTraits({ db, workspaceId }: ReadScope, limit: number): Promise<Record<string, unknown>[]> {
  const { rows } = await db.query<{ traits: Record<string, unknown> }>(
    'select traits from accounts where workspace_id = $1 order by account_id limit $2',
    [workspaceId, limit],
  )
  return rows.map(({ traits }) => traits)
}

/** The kinds of identifiers that some people have, the commonest first. */
export async function someKinds({ db, workspaceId }: ReadScope, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ kind: string }>(
    `select kind from (select kind from identifiers where workspace_id = $1 and not alleged order by identifier_id limit $2) i
     group by kind order by count(*) desc, kind`,
    [workspaceId, limit],
  )
  return rows.map(({ kind }) => kind)
}
