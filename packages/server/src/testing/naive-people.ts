import { inTransaction } from '../stores/index.ts'
import type { Stores } from '../stores/index.ts'
import type { NaiveFact, NaivePerson } from './naive-rule.ts'
import { idOf } from './people.ts'
import type { FactDraft, People } from './people.ts'

/** Everybody in a test's workspace with what the database knows of them, and with the facts that were written, each under whom it belongs to now. */
export async function readNaivePeople(stores: Pick<Stores, 'postgres'>, world: People, drafts: FactDraft[]): Promise<NaivePerson[]> {
  return inTransaction(stores.postgres.system, async (db) => {
    const read = async <Row extends object>(sql: string) => (await db.query<Row>(sql, [world.workspaceId])).rows
    const heads = await read<{ id: string; traits: Record<string, unknown> }>(
      'select profile_id as id, traits from profiles where workspace_id = $1',
    )
    const identifiers = await read<{ id: string; profile: string; kind: string; value: string; alleged: boolean }>(
      'select identifier_id as id, profile_id as profile, kind, value, alleged from identifiers where workspace_id = $1',
    )
    const memberships = await read<{ id: string; account: string; traits: Record<string, unknown> }>(
      `select m.identifier_id as id, m.account_id as account, a.traits from account_members m join accounts a using (workspace_id, account_id)
       where m.workspace_id = $1`,
    )
    const inSets = await read<{ id: string; set: number }>(
      'select identifier_id as id, set_id as set from set_members where workspace_id = $1',
    )
    const owner = new Map(identifiers.map(({ id, profile }) => [id, profile]))
    const used = new Map(identifiers.filter(({ alleged }) => !alleged).map(({ id, profile }) => [id, profile]))
    const facts = Map.groupBy(drafts, (draft) => owner.get(founderOf(world, draft)))
    return heads.map(({ id: profileId, traits }) => ({
      state: {
        profileId,
        traits,
        accounts: memberships
          .filter(({ id }) => owner.get(id) === profileId)
          .map(({ account, traits: own }) => ({ accountId: account, traits: own })),
        identifiers: identifiers
          .filter(({ profile, alleged }) => profile === profileId && !alleged)
          .map(({ kind, value }) => ({ kind, value })),
        segments: new Set<number>(),
        consents: new Map(), // of facts alone
        sets: new Set(inSets.filter(({ id }) => used.get(id) === profileId).map(({ set }) => set)),
      },
      facts: (facts.get(profileId) ?? []).map(toFact),
    }))
  })
}

/** The policy's order of kinds, as tests leave it. */
function founderOf(world: People, { who }: FactDraft): string {
  const kind = ['user_id', 'email', 'anonymous_id'].find((one) => who[one] !== undefined)!
  return idOf(world, kind, who[kind]!)
}

function toFact({ time, messageId, event, properties, traits, bot }: FactDraft): NaiveFact {
  return {
    time: Date.parse(time),
    messageId: messageId!,
    type: event ? 'track' : 'identify',
    name: event ?? 'identify',
    properties: properties ?? traits ?? {},
    bot: bot ?? false,
  }
}
