import type { Db } from '../../stores/index.ts'

type Scope = { db: Db; workspaceId: number }

/** What was said last about a purpose through an identifier. `saidAt` is in ms; `tie` decides between two of the same time. */
export type ConsentDelta = {
  identifierId: string
  purpose: string
  given: boolean
  saidAt: number
  tie: number
  sourceId: number
  messageId: string
}

/** Keeps what was said, unless something later is known. Each identifier and purpose comes once. */
export async function addConsents({ db, workspaceId }: Scope, consents: ConsentDelta[]): Promise<void> {
  if (consents.length === 0) return
  const key = ({ identifierId, purpose }: ConsentDelta) => `${identifierId} ${purpose}`
  const rows = consents.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) // in one order, so that no two transactions wait for each other
  const column = <Name extends keyof ConsentDelta>(name: Name) => rows.map((row) => row[name])
  await db.query(
    `insert into consents as known (workspace_id, identifier_id, purpose, given, said_at, tie, source_id, message_id)
     select $1, identifier_id, purpose, given, from_ms(said_ms), tie, source_id, message_id
     from unnest($2::uuid[], $3::text[], $4::boolean[], $5::bigint[], $6::bigint[], $7::int[], $8::text[])
       as said (identifier_id, purpose, given, said_ms, tie, source_id, message_id)
     on conflict (workspace_id, identifier_id, purpose) do update
     set given = excluded.given, said_at = excluded.said_at, tie = excluded.tie, source_id = excluded.source_id, message_id = excluded.message_id
     where (excluded.said_at, excluded.tie) > (known.said_at, known.tie)`,
    [workspaceId, column('identifierId'), column('purpose'), column('given'), column('saidAt'), column('tie'), column('sourceId'), column('messageId')],
  ) // prettier-ignore
}

export type ConsentRow = { profileId: string; purpose: string; given: boolean; saidAt: Date; sourceId: number; messageId: string }

/** What people said last, through any of their identifiers, about these purposes or about all, by name. */
export async function selectConsents({ db, workspaceId }: Scope, profileIds: string[], purposes?: string[]): Promise<ConsentRow[]> {
  const { rows } = await db.query<ConsentRow>(
    `select distinct on (i.profile_id, c.purpose) i.profile_id as "profileId", c.purpose, c.given, c.said_at as "saidAt",
       c.source_id as "sourceId", c.message_id as "messageId"
     from identifiers i join consents c using (workspace_id, identifier_id)
     where i.workspace_id = $1 and i.profile_id = any($2::uuid[]) ${purposes ? 'and c.purpose = any($3::text[])' : ''}
     order by i.profile_id, c.purpose, c.said_at desc, c.tie desc`,
    purposes ? [workspaceId, profileIds, purposes] : [workspaceId, profileIds],
  )
  return rows
}

/** The purposes that anything was said about, by name: from one to the next along the index, however many people there are. */
export async function selectPurposes({ db, workspaceId }: Scope, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ purpose: string }>(
    `with recursive found as (
       (select purpose from consents where workspace_id = $1 order by purpose limit 1)
       union all
       select (select c.purpose from consents c where c.workspace_id = $1 and c.purpose > f.purpose order by c.purpose limit 1)
       from found f where f.purpose is not null)
     select purpose from found where purpose is not null limit $2`,
    [workspaceId, limit],
  )
  return rows.map(({ purpose }) => purpose)
}
