import type { AccountLeaf, IdentifierLeaf, ProfileLeaf, RuleLeaf } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { normaliseValue } from './identifier.ts'
import type { ReadScope } from './profile-tables.ts'
import { compileLeaf, createParams } from './rule-tables.ts'

// Who may be meant, by the index that serves a condition: ids of profiles, in no order and perhaps repeated. Nobody who is meant is missing,
// unless there are as many as were asked for.

/** People with an identifier that starts so. Comparisons are leakproof, so this may use the index; LIKE is not. */
export async function withPrefix(scope: ReadScope, prefix: string, atMost: number): Promise<string[]> {
  return withValue(scope, [prefix, `${prefix}\u{10FFFF}`], atMost)
}

/** People with words in their names that start so. */
export async function withWords({ db }: ReadScope, words: string, atMost: number): Promise<string[]> {
  return idsOf(db, 'select profiles_with_words($1, $2) as id', [words, atMost])
}

/** People for whom a condition may be true; undefined if no index serves it. */
export async function withCondition(scope: ReadScope, leaf: RuleLeaf, atMost: number): Promise<string[] | undefined> {
  if ('trait' in leaf) return leaf.op === 'equals' ? withTrait(scope, [leaf.trait, leaf.value], atMost) : undefined
  if ('profile' in leaf) return inRange(scope, leaf, atMost)
  if ('identifier' in leaf) return leaf.op === 'exists' ? undefined : withValue(scope, valueRange(leaf), atMost)
  if ('account' in leaf) return leaf.op === 'exists' ? undefined : ofAccounts(scope, leaf, atMost)
  return undefined
}

async function withValue({ db, workspaceId }: ReadScope, [from, to]: [string, string], atMost: number): Promise<string[]> {
  const range = from === to ? 'value = $2 and value = $3' : 'value ~>=~ $2 and value ~<~ $3'
  return idsOf(db, `select profile_id as id from identifiers where workspace_id = $1 and ${range} limit $4`, [
    workspaceId,
    from,
    to,
    atMost,
  ])
}

function valueRange(leaf: IdentifierLeaf & { value: string }): [string, string] {
  if (leaf.op === 'equals') return [normaliseValue(leaf.identifier, leaf.value), normaliseValue(leaf.identifier, leaf.value)]
  const prefix = leaf.identifier === 'email' ? leaf.value.toLowerCase() : leaf.value
  return [prefix, `${prefix}\u{10FFFF}`]
}

async function withTrait({ db, workspaceId }: ReadScope, [key, value]: [string, unknown], atMost: number): Promise<string[] | undefined> {
  const { rows } = await db.query<{ computed: boolean }>('select $2 = any(computed_keys) as computed from workspaces where workspace_id = $1', [workspaceId, key]) // prettier-ignore
  if (rows[0]!.computed) return undefined
  return idsOf(db, 'select profiles_with_traits($1, $2) as id', [JSON.stringify({ [key]: value }), atMost])
}

const RANGED = { firstSeen: 'h.first_seen', lastSeen: 'h.last_seen', facts: 'h.facts' } as const

async function inRange({ db, workspaceId }: ReadScope, leaf: ProfileLeaf, atMost: number): Promise<string[]> {
  const params = createParams(workspaceId)
  const condition = compileLeaf(leaf, params)
  const by = RANGED[leaf.profile] // the order says which index
  return idsOf(
    db,
    `select h.profile_id as id from listed_people h where h.workspace_id = $1 and ${condition} order by ${by} limit ${params.add(atMost)}`,
    params.values,
  )
}

async function ofAccounts({ db, workspaceId }: ReadScope, leaf: AccountLeaf & { value: string }, atMost: number): Promise<string[]> {
  const range = leaf.op === 'equals' ? 'm.account_id = $2 and m.account_id = $3' : 'm.account_id >= $2 and m.account_id < $3'
  return idsOf(
    db,
    `select i.profile_id as id from account_members m join identifiers i using (workspace_id, identifier_id)
     where m.workspace_id = $1 and ${range} limit $4`,
    [workspaceId, leaf.value, leaf.op === 'equals' ? leaf.value : `${leaf.value}\u{10FFFF}`, atMost],
  )
}

async function idsOf(db: Db, sql: string, values: unknown[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(sql, values)
  return rows.map(({ id }) => id)
}
