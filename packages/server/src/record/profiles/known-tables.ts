import { selectConsents } from '../consent/index.ts'
import type { ReadScope } from './profile-tables.ts'
import { plain } from './tables.ts'

/** Which identifiers belong to whom. `lives`: somebody of whom there is no fact yet is nobody so far. */
export type Belonging = { identifierId: string; profileId: string; lives: boolean }

const BELONGING = `select i.identifier_id as "identifierId", i.profile_id as "profileId", coalesce(h.whole_first_seen, h.first_seen) is not null as lives
     from identifiers i join identifiers h on h.workspace_id = i.workspace_id and h.identifier_id = i.profile_id`

/** All identifiers of the people to whom these identifiers belong. */
export async function belongingOf({ db, workspaceId }: ReadScope, identifierIds: string[]): Promise<Belonging[]> {
  const { rows } = await db.query<Belonging>(
    `${BELONGING}
     where i.workspace_id = $1 and i.profile_id in (
       select profile_id from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[]))`,
    [workspaceId, plain(identifierIds)],
  )
  return rows
}

/** People from one id up to another, in the order of ids: ids are hashes, so that a range of them is a random part. Null is the end. */
export async function peopleBetween(
  { db, workspaceId }: ReadScope,
  { from, to }: { from: string; to: string | null },
): Promise<Belonging[]> {
  const { rows } = await db.query<Belonging>(
    `${BELONGING}
     where i.workspace_id = $1 and i.profile_id >= $2 and ($3::uuid is null or i.profile_id < $3)`,
    [workspaceId, from, to],
  )
  return rows
}

/** What rules may ask about a person; only what was wished for is there. */
export type Known = {
  profileId: string
  traits: Record<string, unknown>
  accounts: { accountId: string; traits: Record<string, unknown> }[]
  identifiers: { kind: string; value: string }[]
  /** What was said last about purposes, and when (ms). */
  consents: Map<string, { given: boolean; saidAt: number }>
}
/** `traits` and `consents`: which ones, by name. */
export type KnownWish = { traits: string[]; accounts: boolean; identifiers: boolean; consents: string[] }

/** What is known of people: these traits, their accounts, their identifiers, these consents. */
export async function selectKnown(scope: ReadScope, profileIds: string[], wish: KnownWish): Promise<Map<string, Known>> {
  const known = new Map(
    profileIds.map((profileId) => [profileId, { profileId, traits: {}, accounts: [], identifiers: [], consents: new Map() } as Known]),
  )
  if (wish.traits.length > 0) await addTraits(scope, known, wish.traits)
  if (wish.accounts) await addAccounts(scope, known)
  if (wish.identifiers) await addIdentifiers(scope, known)
  if (wish.consents.length > 0) await addConsents(scope, known, wish.consents)
  return known
}

async function addTraits({ db, workspaceId }: ReadScope, known: Map<string, Known>, keys: string[]): Promise<void> {
  const { rows } = await db.query<{ profileId: string; values: unknown[] }>(
    `select identifier_id as "profileId", (select array_agg(case when key = any(w.computed_keys) then c.traits else coalesce(i.whole_traits, i.traits) end -> key order by place)
       from unnest($3::text[]) with ordinality as k (key, place)) as values
     from identifiers i join workspaces w using (workspace_id)
       left join computed_traits c on c.workspace_id = i.workspace_id and c.profile_id = i.identifier_id
     where i.workspace_id = $1 and i.identifier_id = any($2::uuid[])`,
    [workspaceId, plain([...known.keys()]), keys],
  )
  for (const { profileId, values } of rows) {
    const { traits } = known.get(profileId)!
    for (const [index, value] of values.entries()) if (value !== null) traits[keys[index]!] = value
  }
}

async function addAccounts({ db, workspaceId }: ReadScope, known: Map<string, Known>): Promise<void> {
  const { rows } = await db.query<{ profileId: string; accountId: string; traits: Record<string, unknown> | null }>(
    `select distinct i.profile_id as "profileId", m.account_id as "accountId", a.traits
     from identifiers i join account_members m using (workspace_id, identifier_id) left join accounts a using (workspace_id, account_id)
     where i.workspace_id = $1 and i.profile_id = any($2::uuid[])`,
    [workspaceId, plain([...known.keys()])],
  )
  for (const { profileId, accountId, traits } of rows) known.get(profileId)!.accounts.push({ accountId, traits: traits ?? {} })
}

async function addIdentifiers({ db, workspaceId }: ReadScope, known: Map<string, Known>): Promise<void> {
  const { rows } = await db.query<{ profileId: string; kind: string; value: string }>(
    `select profile_id as "profileId", kind, value from identifiers where workspace_id = $1 and profile_id = any($2::uuid[]) and not alleged`,
    [workspaceId, plain([...known.keys()])],
  )
  for (const { profileId, kind, value } of rows) known.get(profileId)!.identifiers.push({ kind, value })
}

async function addConsents(scope: ReadScope, known: Map<string, Known>, purposes: string[]): Promise<void> {
  for (const { profileId, purpose, given, saidAt } of await selectConsents(scope, [...known.keys()], purposes)) {
    known.get(profileId)!.consents.set(purpose, { given, saidAt: saidAt.getTime() })
  }
}

/** The people who belong to these accounts. */
export async function membersOfAccounts({ db, workspaceId }: ReadScope, accountIds: string[]): Promise<string[]> {
  const { rows } = await db.query<{ profileId: string }>(
    `select distinct i.profile_id as "profileId" from account_members m join identifiers i using (workspace_id, identifier_id)
     where m.workspace_id = $1 and m.account_id = any($2::text[])`,
    [workspaceId, accountIds],
  )
  return rows.map(({ profileId }) => profileId)
}
