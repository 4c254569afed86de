import { scoreTraits } from '@percorso/contract'
import type { Scored } from '@percorso/contract'
import type { Scope } from '../following/index.ts'

type Traits = Record<string, unknown>

/** What a model's traits say of somebody; undefined: it does not score them. */
export function scoredIn(key: string, traits: Traits): Scored | undefined {
  const names = scoreTraits(key)
  const read = <Value>(name: keyof typeof names) => traits[names[name]] as Value
  if (read('score') === undefined) return undefined
  return { score: read('score'), fit: read('fit'), engagement: read('engagement'), grade: read('grade'), stage: read<string | undefined>('stage') ?? null }
} // prettier-ignore

export type BoardRow = { grade: string; stage: string | null; band: number; people: number }

/** How many people have which grade, stage and ten points. */
export async function countScored({ db, workspaceId }: Scope, key: string): Promise<BoardRow[]> {
  const { score, grade, stage } = scoreTraits(key)
  const { rows } = await db.query<BoardRow>(
    `select traits ->> $3 as grade, traits ->> $4 as stage, least(9, (traits -> $2)::int / 10) as band, count(*)::int as people
     from computed_traits where workspace_id = $1 and traits ? $2 group by 1, 2, 3`,
    [workspaceId, score, grade, stage],
  )
  return rows
}

export type ScoredRow = { profileId: string; name: string | null; kind: string; value: string; lastSeen: Date; traits: Traits }
type Wish = { grade: string | null; stage: string | null; after: { score: number; profileId: string } | undefined; limit: number }

/** Whom a model scores, the highest score first. */
export async function selectScored({ db, workspaceId }: Scope, key: string, { grade, stage, after, limit }: Wish): Promise<ScoredRow[]> {
  const names = scoreTraits(key)
  const { rows } = await db.query<ScoredRow>(
    `select c.profile_id as "profileId", p.name, p.head_kind as kind, p.head_value as value, p.last_seen as "lastSeen", c.traits
     from (select profile_id, traits, (traits -> $2)::int as score from computed_traits
         where workspace_id = $1 and traits ? $2 and ($3::text is null or traits ->> $4 = $3) and ($5::text is null or traits ->> $6 = $5)
           and ($7::int is null or ((traits -> $2)::int, profile_id) < ($7, $8::uuid))
         order by score desc, profile_id desc limit $9) c
     join people p on p.workspace_id = $1 and p.profile_id = c.profile_id order by c.score desc, c.profile_id desc`,
    [workspaceId, names.score, grade, names.grade, stage, names.stage, after?.score ?? null, after?.profileId ?? null, limit],
  )
  return rows
}

export type AccountRow = { accountId: string; people: number; average: number; engaged: number; bestId: string; best: Traits }

/** Accounts by the scores of the people who belong to them. */
export async function selectAccounts({ db, workspaceId }: Scope, key: string, limit: number): Promise<AccountRow[]> {
  const { score, engagement } = scoreTraits(key)
  const { rows } = await db.query<AccountRow>(
    `with scored as (select distinct m.account_id, c.profile_id, c.traits, (c.traits -> $2)::int as score, (c.traits -> $3)::int as engagement
       from account_members m join identifiers i using (workspace_id, identifier_id)
         join computed_traits c on c.workspace_id = m.workspace_id and c.profile_id = i.profile_id
       where m.workspace_id = $1 and c.traits ? $2)
     select account_id as "accountId", count(*)::int as people, avg(score)::float8 as average, count(*) filter (where engagement >= 50)::int as engaged,
       (array_agg(profile_id order by score desc, profile_id))[1] as "bestId", (array_agg(traits order by score desc, profile_id))[1] as best
     from scored group by account_id order by max(score) desc, avg(score) desc, account_id limit $4`,
    [workspaceId, score, engagement, limit],
  )
  return rows
}

/** What is computed of somebody, by the id of any of their identifiers. */
export async function selectTraitsOf({ db, workspaceId }: Scope, id: string): Promise<Traits> {
  const { rows } = await db.query<{ traits: Traits }>(
    `select c.traits from identifiers i join computed_traits c on c.workspace_id = i.workspace_id and c.profile_id = i.profile_id
     where i.workspace_id = $1 and i.identifier_id = $2`,
    [workspaceId, id],
  )
  return rows[0]?.traits ?? {}
}

export type KnownRow = { profileId: string; identifierIds: string[] }

/** The people who were known at a moment, whose ids come before `below` (null: all). Ids are hashes: a range of them is taken at random. */
export async function selectKnownAt({ db, workspaceId }: Scope, at: Date, below: string | null): Promise<KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `select l.profile_id as "profileId", array_agg(i.identifier_id::text) as "identifierIds"
     from listed_people l join identifiers i on i.workspace_id = l.workspace_id and i.profile_id = l.profile_id
     where l.workspace_id = $1 and l.first_seen <= $2 and ($3::uuid is null or l.profile_id < $3) group by l.profile_id order by l.profile_id`,
    [workspaceId, at.toISOString(), below],
  )
  return rows
}

/** How many people there are. */
export async function countPeople({ db, workspaceId }: Scope): Promise<number> {
  const { rows } = await db.query<{ people: number }>('select count(*)::int as people from listed_people where workspace_id = $1', [
    workspaceId,
  ])
  return rows[0]!.people
}

/** Which of these segments people are in. Who is in none is left out. */
export async function selectMemberships(
  { db, workspaceId }: Scope,
  segmentIds: number[],
  profileIds: string[],
): Promise<Map<string, number[]>> {
  const { rows } = await db.query<{ profileId: string; segmentIds: number[] }>(
    `select profile_id as "profileId", array_agg(segment_id) as "segmentIds" from segment_members
     where workspace_id = $1 and segment_id = any($2::int[]) and profile_id = any($3::uuid[]) group by profile_id`,
    [workspaceId, segmentIds, profileIds],
  )
  return new Map(rows.map((row) => [row.profileId, row.segmentIds]))
}
