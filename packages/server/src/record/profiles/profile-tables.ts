import type { Db } from '../../stores/index.ts'
import type { TraitState } from './traits.ts'

export type ReadScope = { db: Db; workspaceId: number }

/** An identifier of a profile. `whole` is there on the head only: what the profile adds up to. */
export type IdentifierRow = {
  identifierId: string
  kind: string
  value: string
  facts: number
  firstSeen: Date | null
  lastSeen: Date | null
  isHead: boolean
  wholeFacts: number
  wholeFirstSeen: Date | null
  wholeLastSeen: Date | null
  name: string | null
  traits: TraitState['traits'] | null
  traitClock: TraitState['clock'] | null
}

/** The id of the profile that an identifier belongs to. */
export async function profileIdOf({ db, workspaceId }: ReadScope, identifierId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ profileId: string }>(
    `select profile_id as "profileId" from identifiers where workspace_id = $1 and identifier_id = $2`,
    [workspaceId, identifierId],
  )
  return rows[0]?.profileId
}

/** The identifiers of a person, and from when to when they are known to have lived. */
export type Life = { profileId: string; identifierIds: string[]; firstSeen: Date | null; lastSeen: Date | null }

/** The life of the person to whom an identifier belongs. */
export async function lifeOf({ db, workspaceId }: ReadScope, identifierId: string): Promise<Life | undefined> {
  const { rows } = await db.query<Life>(
    `select profile_id as "profileId", array_agg(identifier_id::text) as "identifierIds", min(first_seen) as "firstSeen", max(last_seen) as "lastSeen"
     from identifiers where workspace_id = $1 and not alleged
       and profile_id = (select profile_id from identifiers where workspace_id = $1 and identifier_id = $2)
     group by profile_id`,
    [workspaceId, identifierId],
  )
  return rows[0]
}

/** Every identifier of a profile, the head first, then by first use. Traits come with the head only: documents may be large. */
export async function identifiersOfProfile({ db, workspaceId }: ReadScope, profileId: string): Promise<IdentifierRow[]> {
  const { rows } = await db.query<IdentifierRow>(
    `select identifier_id as "identifierId", kind, value, facts, first_seen as "firstSeen", last_seen as "lastSeen",
       identifier_id = profile_id as "isHead", coalesce(whole_facts, facts) as "wholeFacts",
       coalesce(whole_first_seen, first_seen) as "wholeFirstSeen", coalesce(whole_last_seen, last_seen) as "wholeLastSeen",
       case when identifier_id = profile_id then name_of(coalesce(whole_traits, traits)) end as name,
       case when identifier_id = profile_id then coalesce(whole_traits, traits) end as traits,
       case when identifier_id = profile_id then coalesce(whole_trait_clock, trait_clock) end as "traitClock"
     from identifiers where workspace_id = $1 and profile_id = $2 and not alleged
     order by identifier_id <> profile_id, first_seen nulls last, identifier_id`,
    [workspaceId, profileId],
  )
  return rows
}

export type MembershipRow = { accountId: string; firstSeen: Date; lastSeen: Date }

/** The accounts that a profile's identifiers belong to. */
export async function accountsOfProfile({ db, workspaceId }: ReadScope, profileId: string): Promise<MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `select account_id as "accountId", min(m.first_seen) as "firstSeen", max(m.last_seen) as "lastSeen"
     from identifiers i join account_members m using (workspace_id, identifier_id)
     where i.workspace_id = $1 and i.profile_id = $2 group by account_id order by max(m.last_seen) desc, account_id limit 1000`,
    [workspaceId, profileId],
  )
  return rows
}

export type NamedIdentifier = { identifierId: string; kind: string; value: string }

/** Kind and value of identifiers that were used; not of those that only an alias names. */
export async function nameIdentifiers({ db, workspaceId }: ReadScope, identifierIds: string[]): Promise<Map<string, NamedIdentifier>> {
  const { rows } = await db.query<NamedIdentifier>(
    `select identifier_id as "identifierId", kind, value from identifiers
     where workspace_id = $1 and identifier_id = any($2::uuid[]) and not alleged`,
    [workspaceId, identifierIds],
  )
  return new Map(rows.map((row) => [row.identifierId, row]))
}

export type OwnState = NamedIdentifier & {
  facts: number
  firstSeen: Date | null
  lastSeen: Date | null
  traits: TraitState['traits']
  clock: TraitState['clock']
}

/** What is known through each of these identifiers alone. */
export async function ownStates({ db, workspaceId }: ReadScope, identifierIds: string[]): Promise<Map<string, OwnState>> {
  const { rows } = await db.query<OwnState>(
    `select identifier_id as "identifierId", kind, value, facts, first_seen as "firstSeen", last_seen as "lastSeen", traits, trait_clock as clock
     from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[])`,
    [workspaceId, identifierIds],
  )
  return new Map(rows.map((row) => [row.identifierId, row]))
}

export type SourcedLink = { a: string; b: string; firstAt: Date; messageId: string; sourceId: number; refused: string | null }

/** Links with an end among these identifiers, in the order in which they are decided. */
export async function sourcedLinks({ db, workspaceId }: ReadScope, identifierIds: string[]): Promise<SourcedLink[]> {
  const columns = `a_id as a, b_id as b, first_at as "firstAt", message_id as "messageId", source_id as "sourceId", refused`
  const { rows } = await db.query<SourcedLink>(
    `select * from (
       select ${columns} from links where workspace_id = $1 and a_id = any($2::uuid[])
       union select ${columns} from links where workspace_id = $1 and b_id = any($2::uuid[])) found
     order by "firstAt", "messageId" collate "C", a, b`,
    [workspaceId, identifierIds],
  )
  return rows
}

/** Records that two identifiers are different people. False if it was recorded before. */
export async function insertKeptApart(
  { db, workspaceId }: ReadScope,
  [a, b]: readonly [string, string],
  decidedBy: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into kept_apart (workspace_id, a_id, b_id, decided_by) values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4) on conflict do nothing`,
    [workspaceId, a, b, decidedBy],
  )
  return rowCount === 1
}

/** Forgets that two identifiers are different people. False if nobody had said so. */
export async function deleteKeptApart({ db, workspaceId }: ReadScope, [a, b]: readonly [string, string]): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from kept_apart where workspace_id = $1 and a_id = least($2::uuid, $3::uuid) and b_id = greatest($2::uuid, $3::uuid)`,
    [workspaceId, a, b],
  )
  return rowCount === 1
}
