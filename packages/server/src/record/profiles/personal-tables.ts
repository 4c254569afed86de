import type { Db } from '../../stores/index.ts'
import type { Identifier } from './identifier.ts'

type Scope = { db: Db; workspaceId: number }

/** Tables that have nothing but rows of one identifier each. */
const BY_IDENTIFIER = ['account_members', 'consents']
/** Tables that connect two identifiers. */
const BY_PAIR = ['links', 'kept_apart']
const OTHERS = ['identifiers', 'listed_people', 'computed_traits', 'profile_moves', 'uncounted_facts', 'accounts']

export const PEOPLE_TABLES = [...BY_IDENTIFIER, ...BY_PAIR, ...OTHERS]

/** Every identifier of the profile that an identifier belongs to, held until the transaction ends. */
export async function holdProfile(
  { db, workspaceId }: Scope,
  identifierId: string,
): Promise<{ profileId: string; identifiers: Identifier[] } | undefined> {
  for (;;) {
    // The head first: whoever merges people holds it, and only then is it known who belongs together.
    const { rows: heads } = await db.query<{ profileId: string }>(
      `select h.profile_id as "profileId" from identifiers i join identifiers h on h.workspace_id = $1 and h.identifier_id = i.profile_id
       where i.workspace_id = $1 and i.identifier_id = $2 for update of h`,
      [workspaceId, identifierId],
    )
    const profileId = heads[0]?.profileId
    if (profileId === undefined) return undefined
    const identifiers = await identifiersWithin({ db, workspaceId }, profileId)
    if (identifiers.some(({ id }) => id === identifierId)) return { profileId, identifiers }
  }
}

/** Every identifier of a profile, by its own id. */
export async function identifiersWithin({ db, workspaceId }: Scope, profileId: string): Promise<Identifier[]> {
  const { rows } = await db.query<Identifier>(
    'select identifier_id as id, kind, value from identifiers where workspace_id = $1 and profile_id = $2 order by identifier_id',
    [workspaceId, profileId],
  )
  return rows
}

export type PersonalCounts = { identifiers: number; traits: number; links: number; accounts: number; consents: number }

export async function countPersonal({ db, workspaceId }: Scope, ids: string[]): Promise<PersonalCounts> {
  const { rows } = await db.query<PersonalCounts>(
    `select (select count(*) from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[])) as identifiers,
       (select count(distinct key) from identifiers, jsonb_object_keys(traits) as key where workspace_id = $1 and identifier_id = any($2::uuid[])) as traits,
       (select count(*) from links where workspace_id = $1 and (a_id = any($2::uuid[]) or b_id = any($2::uuid[]))) as links,
       (select count(distinct account_id) from account_members where workspace_id = $1 and identifier_id = any($2::uuid[])) as accounts,
       (select count(distinct purpose) from consents where workspace_id = $1 and identifier_id = any($2::uuid[])) as consents`,
    [workspaceId, ids],
  )
  return rows[0]!
}

/** Everything that is known of these identifiers, as one document each. */
export async function selectPersonal(
  { db, workspaceId }: Scope,
  ids: string[],
): Promise<{
  identifiers: unknown[]
  links: unknown[]
  keptApart: unknown[]
  accounts: unknown[]
  computed: unknown[]
  consents: unknown[]
}> {
  const values = [workspaceId, ids]
  const identifiers = await db.query(
    `select identifier_id as "identifierId", profile_id as "profileId", kind, value, alleged, facts, first_seen as "firstSeen", last_seen as "lastSeen",
       traits, trait_clock as "traitClock"
     from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[]) order by first_seen nulls last, identifier_id`,
    values,
  )
  const pair = 'workspace_id = $1 and (a_id = any($2::uuid[]) or b_id = any($2::uuid[]))'
  const links = await db.query(
    `select a_id as a, b_id as b, first_at as "firstAt", message_id as "messageId", source_id as "sourceId", refused from links where ${pair} order by first_at`,
    values,
  )
  const keptApart = await db.query(
    `select a_id as a, b_id as b, decided_by as "decidedBy", decided_at as "decidedAt" from kept_apart where ${pair} order by decided_at`,
    values,
  )
  const accounts = await db.query(
    `select account_id as "accountId", m.identifier_id as "identifierId", m.first_seen as "firstSeen", m.last_seen as "lastSeen", a.traits
     from account_members m join accounts a using (workspace_id, account_id) where workspace_id = $1 and m.identifier_id = any($2::uuid[]) order by account_id`,
    values,
  )
  const computed = await db.query('select traits from computed_traits where workspace_id = $1 and profile_id = any($2::uuid[])', values)
  const consents = await db.query(
    `select purpose, identifier_id as "identifierId", given, said_at as "saidAt", source_id as "sourceId", message_id as "messageId"
     from consents where workspace_id = $1 and identifier_id = any($2::uuid[]) order by purpose, said_at`,
    values,
  )
  return {
    identifiers: identifiers.rows,
    links: links.rows,
    keptApart: keptApart.rows,
    accounts: accounts.rows,
    computed: computed.rows,
    consents: consents.rows,
  }
}

/**
 * Deletes these identifiers with everything that hangs on them, and accounts that nobody belongs to any more. Returns other identifiers of
 * their profiles, which have to find together anew.
 */
export async function deletePersonal({ db, workspaceId }: Scope, ids: string[]): Promise<string[]> {
  const values = [workspaceId, ids]
  const { rows: accounts } = await db.query<{ accountId: string }>(
    'select distinct account_id as "accountId" from account_members where workspace_id = $1 and identifier_id = any($2::uuid[])',
    values,
  )
  for (const table of BY_IDENTIFIER)
    await db.query(`delete from ${table} where workspace_id = $1 and identifier_id = any($2::uuid[])`, values)
  for (const table of BY_PAIR)
    await db.query(`delete from ${table} where workspace_id = $1 and (a_id = any($2::uuid[]) or b_id = any($2::uuid[]))`, values)
  for (const table of ['listed_people', 'computed_traits'])
    await db.query(`delete from ${table} where workspace_id = $1 and profile_id = any($2::uuid[])`, values)
  await db.query(
    'delete from profile_moves where workspace_id = $1 and (identifier_ids && $2::uuid[] or profile_ids && $2::uuid[])',
    values,
  )
  await db.query(
    `delete from accounts a where a.workspace_id = $1 and a.account_id = any($2)
       and not exists (select from account_members m where m.workspace_id = $1 and m.account_id = a.account_id)`,
    [workspaceId, accounts.map(({ accountId }) => accountId)],
  )
  const { rows: left } = await db.query<{ id: string }>(
    `with gone as (delete from identifiers where workspace_id = $1 and identifier_id = any($2::uuid[]) returning profile_id)
     select identifier_id as id from identifiers where workspace_id = $1 and profile_id in (select profile_id from gone) and identifier_id <> all($2::uuid[])`,
    values,
  )
  return left.map(({ id }) => id)
}

/** Deletes everybody of a workspace. */
export async function deleteEverybody({ db, workspaceId }: Scope): Promise<void> {
  for (const table of PEOPLE_TABLES) await db.query(`delete from ${table} where workspace_id = $1`, [workspaceId])
}

/** The ids of all identifiers of a workspace, page by page. */
export async function* everyIdentifier({ db, workspaceId }: Scope): AsyncGenerator<Identifier[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await db.query<Identifier>(
      'select identifier_id as id, kind, value from identifiers where workspace_id = $1 and identifier_id > $2 order by identifier_id limit 10000',
      [workspaceId, after],
    )
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)!.id
  }
}
