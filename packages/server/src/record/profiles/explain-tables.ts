import type { ReadScope } from './profile-tables.ts'
import type { TraitState } from './traits.ts'

export type KnownIdentifier = { identifierId: string; kind: string; value: string; profileId: string }

/** Those of these identifiers that are stored, with whose they are; those that only an alias names too. */
export async function selectKnown({ db, workspaceId }: ReadScope, identifierIds: string[]): Promise<KnownIdentifier[]> {
  const { rows } = await db.query<KnownIdentifier>(
    `select identifier_id as "identifierId", kind, value, profile_id as "profileId" from identifiers
     where workspace_id = $1 and identifier_id = any($2::uuid[])`,
    [workspaceId, identifierIds],
  )
  return rows
}

export type SaidLink = { a: string; b: string; refused: string | null }

/** The links with an end among these identifiers that one fact was the first to say. */
export async function selectLinksSaidBy({ db, workspaceId }: ReadScope, messageId: string, identifierIds: string[]): Promise<SaidLink[]> {
  const { rows } = await db.query<SaidLink>(
    `select a_id as a, b_id as b, refused from links
     where workspace_id = $1 and (a_id = any($3::uuid[]) or b_id = any($3::uuid[])) and message_id = $2 limit 100`,
    [workspaceId, messageId, identifierIds],
  )
  return rows
}

/** When, and by which fact, the traits of a profile were last written. */
export async function selectTraitClock({ db, workspaceId }: ReadScope, profileId: string): Promise<TraitState['clock']> {
  const { rows } = await db.query<{ clock: TraitState['clock'] }>(
    `select coalesce(whole_trait_clock, trait_clock) as clock from identifiers where workspace_id = $1 and identifier_id = $2`,
    [workspaceId, profileId],
  )
  return rows[0]?.clock ?? {}
}

/** Every identifier of the profiles that these belong to. */
export async function selectSiblings({ db, workspaceId }: ReadScope, identifierIds: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select identifier_id as id from identifiers where workspace_id = $1 and profile_id in (
       select profile_id from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[])) limit 5000`,
    [workspaceId, identifierIds],
  )
  return rows.map(({ id }) => id)
}
