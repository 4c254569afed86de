import type { ReadScope } from './profile-tables.ts'
import type { TraitState } from './traits.ts'

/** What is searched for: identifiers whose value starts with a text, or a trait as one of two JSON documents. */
export type Wanted = { prefix: string } | { traits: [string, string] }

export type SummaryRow = {
  profileId: string
  kind: string
  value: string
  facts: number
  firstSeen: Date
  lastSeen: Date
  traits: TraitState['traits']
}

const summary = `h.profile_id as "profileId", h.head_kind as kind, h.head_value as value, h.facts, h.first_seen as "firstSeen", h.last_seen as "lastSeen", h.traits`

/** Profiles of at most so many matching identifiers, in no order and perhaps repeated; each way of searching has its index. */
export async function matchingProfiles({ db, workspaceId }: ReadScope, wanted: Wanted, atMost: number): Promise<string[]> {
  const { rows } =
    'prefix' in wanted
      ? await db.query<{ id: string }>(
          `select profile_id as id from identifiers where workspace_id = $1 and value ~>=~ $2 and value ~<~ $3 limit $4`,
          [workspaceId, ...prefixRange(wanted.prefix), atMost],
        )
      : await db.query<{ id: string }>('select profiles_with_trait($1, $2, $3) as id', [...wanted.traits, atMost])
  return rows.map(({ id }) => id)
}

/** Of these profiles, the ones seen last before a certain point. */
export async function latestOf(
  { db, workspaceId }: ReadScope,
  profileIds: string[],
  page: { before: [string, string]; limit: number },
): Promise<SummaryRow[]> {
  const { rows } = await db.query<SummaryRow>(
    `select ${summary} from profiles h where h.workspace_id = $1 and h.profile_id = any($2::uuid[])
       and (h.last_seen, h.profile_id) < ($3::timestamptz, $4::uuid)
     order by h.last_seen desc, h.profile_id desc limit $5`,
    [workspaceId, profileIds, ...page.before, page.limit],
  )
  return rows
}

export type CarriedRow = SummaryRow & { carrierId: string }

/**
 * The profiles of identifiers, in the order given, where they match what is wanted. Each profile comes with one identifier only, the one it
 * was seen by last (its carrier): so whoever walks through all identifiers by time meets each profile once, at the right place.
 */
export async function carriedBy({ db, workspaceId }: ReadScope, identifierIds: string[], wanted?: Wanted): Promise<CarriedRow[]> {
  const [condition, values] = wanted ? wantedCondition(wanted) : ['true', []]
  const { rows } = await db.query<CarriedRow>(
    `select c.id as "carrierId", ${summary} from unnest($2::uuid[]) with ordinality as c (id, position)
     join identifiers i on i.workspace_id = $1 and i.identifier_id = c.id
     join profiles h on h.workspace_id = $1 and h.profile_id = i.profile_id
     where ${condition} and not exists (
       select 1 from identifiers o where o.workspace_id = $1 and o.profile_id = i.profile_id
         and (o.last_seen, o.identifier_id) > (i.last_seen, i.identifier_id))
     order by c.position`,
    [workspaceId, identifierIds, ...values],
  )
  return rows
}

function wantedCondition(wanted: Wanted): [string, unknown[]] {
  if ('traits' in wanted) return ['(h.traits @> $3::jsonb or h.traits @> $4::jsonb)', wanted.traits]
  const exists =
    'exists (select 1 from identifiers v where v.workspace_id = $1 and v.profile_id = i.profile_id and v.value ~>=~ $3 and v.value ~<~ $4)'
  return [exists, prefixRange(wanted.prefix)]
}

/** The texts that start with a prefix, as a range in the order of bytes. Comparisons are leakproof, so this may use the index; LIKE is not. */
function prefixRange(prefix: string): [string, string] {
  return [prefix, `${prefix}\u{10FFFF}`]
}
