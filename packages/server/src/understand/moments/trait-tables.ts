import type { WorkspaceRequest } from '../../record/access/index.ts'

const LOT = 50_000

/** What these traits are of each of these people, as texts; null for what they do not have, or what is a list. */
export async function readTraits(
  { workspaceId, inWorkspace }: Pick<WorkspaceRequest, 'workspaceId' | 'inWorkspace'>,
  ids: string[],
  keys: readonly string[],
): Promise<(string | null)[][]> {
  const known = new Map<string, (string | null)[]>()
  for (let from = 0; from < ids.length; from += LOT) {
    const rows = await inWorkspace((db) =>
      db.query<{ id: string; traits: (string | null)[] }>(
        `select profile_id as id, array(select case when jsonb_typeof(traits -> key) in ('string', 'number', 'boolean') then traits ->> key end
           from unnest($3::text[]) with ordinality as k (key, place) order by place) as traits
         from people where workspace_id = $1 and profile_id = any($2::uuid[])`,
        [workspaceId, ids.slice(from, from + LOT), keys],
      ),
    )
    for (const { id, traits } of rows.rows) known.set(id, traits)
  }
  return keys.map((_, place) => ids.map((id) => known.get(id)?.[place] ?? null))
}
