import { crc32 } from 'node:zlib'
import { identityPolicy } from '@percorso/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTransaction } from '../../stores/index.ts'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import { applyFacts, summariseFacts } from './apply-facts.ts'
import type { AppliedFact } from './apply-facts.ts'
import { countFacts } from './count-facts.ts'
import { createIdentify } from './identifier.ts'
import { createKnownLinks } from './known-links.ts'

const { postgres } = await testDatabase()
const policy = identityPolicy.parse({ limit: 2, merges: 2 })
const START = Date.UTC(2026, 0, 1)

type Said = { at: number; user?: string; device?: string; email?: string; previous?: string; account?: string; plan?: string }

/** Applies facts in the given groups, each group in a transaction of its own, and tells who is who. */
async function live(groups: Said[][], rules = policy): Promise<unknown> {
  const { workspaceId } = await buildWorkspace({ postgres })
  const known = createKnownLinks()
  const identify = createIdentify(0, rules) // the same ids in every workspace, so that outcomes can be compared
  for (const group of groups) {
    const { committed } = await inTransaction(postgres.system, (db) =>
      applyFacts(
        { db, workspaceId, policy: rules, known },
        summariseFacts(
          group.map((said) => toFact(said, identify)),
          known,
        ),
      ),
    )
    committed()
    if (group.length % 2 === 0) await count() // now and then, as a worker would
  }
  await count()
  return describe(workspaceId)
}

const count = () => countFacts({ postgres, oneAtATime: (work) => work() })

function toFact(said: Said, identify: ReturnType<typeof createIdentify>): AppliedFact {
  const messageId = JSON.stringify(said)
  const { user, device, email, previous } = said
  return {
    time: START + said.at * 1000,
    messageId,
    tie: crc32(messageId),
    sourceId: 1,
    identifiers: identify([
      { kind: 'user_id', value: user },
      { kind: 'anonymous_id', value: device },
      { kind: 'email', value: email },
    ]),
    alleged: previous
      ? identify([
          { kind: 'user_id', value: previous },
          { kind: 'anonymous_id', value: previous },
        ])
      : [],
    traits: said.plan ? { plan: said.plan } : undefined,
    accountId: said.account ?? '',
    accountTraits: undefined,
    consents: undefined,
  }
}

async function describe(workspaceId: number): Promise<unknown> {
  const ask = async (sql: string) => (await postgres.system.query(sql, [workspaceId])).rows
  return {
    identifiers: await ask(
      `select kind, value, profile_id, facts, first_seen, alleged, traits, whole_facts, whole_first_seen, whole_last_seen, whole_traits, whole_trait_clock
       from identifiers where workspace_id = $1 order by identifier_id`,
    ),
    links: await ask(`select a_id, b_id, first_at, message_id, refused from links where workspace_id = $1 order by a_id, b_id`),
    accounts: await ask(`select account_id, facts, first_seen, last_seen from accounts where workspace_id = $1 order by account_id`),
    members: await ask(
      `select account_id, identifier_id, first_seen, last_seen from account_members where workspace_id = $1 order by 1, 2`,
    ),
  }
}

const people = async (workspace: Promise<unknown>) => {
  const { identifiers } = (await workspace) as { identifiers: { value: string; profile_id: string; alleged: boolean }[] }
  const used = identifiers.filter(({ alleged }) => !alleged)
  const groups = Map.groupBy(used, ({ profile_id }) => profile_id)
  return [...groups.values()].map((group) => group.map(({ value }) => value).sort().join(' ')).sort() // prettier-ignore
}

test('a visitor who signs in is one person with the whole history', async () => {
  const outcome = live([[{ at: 1, device: 'd' }], [{ at: 2, device: 'd', user: 'u', plan: 'pro' }]])
  expect(await people(outcome)).toEqual(['d u'])
  const { identifiers } = (await outcome) as { identifiers: Record<string, unknown>[] }
  expect(identifiers.find(({ value }) => value === 'u')).toMatchObject({ whole_facts: 2, whole_traits: { plan: 'pro' } })
})

test('a shared device stays with whom it was first, also when that is learnt last', async () => {
  const facts: Said[] = [
    { at: 5, device: 'd', user: 'u2' },
    { at: 3, device: 'd', user: 'u1' },
  ]
  expect(await people(live(facts.map((fact) => [fact])))).toEqual(['d u1', 'u2'])
})

test('an alias joins what was or will be used, and counts for nothing else', async () => {
  expect(await people(live([[{ at: 1, device: 'd' }], [{ at: 2, user: 'u', previous: 'd' }]]))).toEqual(['d u'])
  expect(await people(live([[{ at: 2, user: 'u', previous: 'd' }], [{ at: 1, device: 'd' }]]))).toEqual(['d u'])
})

test('alias cycles end, and two user ids stay two people', async () => {
  const facts: Said[] = [
    { at: 1, user: 'u1', previous: 'u2' },
    { at: 2, user: 'u2', previous: 'u1' },
  ]
  expect((await people(live([facts]))).length).toBe(2)
})

test('a chain of 10,000 aliases ends where the policy says', async () => {
  const rules = identityPolicy.parse({ limits: { user_id: 1000 }, limit: 1000 })
  const facts = Array.from({ length: 10_000 }, (_, index) => ({ at: index, user: `u${index + 1}`, previous: `u${index}` }))
  const groups = await people(live([[{ at: 0, user: 'u0' }, ...facts]], rules))
  expect(Math.max(...groups.map((group) => group.split(' ').length))).toBeLessThanOrEqual(1000)
})

test('the outcome is the same in any order and any grouping of arrival', async () => {
  const said = fc.record(
    {
      at: fc.nat(15),
      user: fc.constantFrom('u1', 'u2', 'u3'),
      device: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
      email: fc.constantFrom('a@x.it', 'b@x.it', 'c@x.it'),
      previous: fc.constantFrom('d1', 'd2', 'u1'),
      account: fc.constantFrom('acme', 'home'),
      plan: fc.constantFrom('free', 'pro'),
    },
    { requiredKeys: ['at', 'device'] },
  )
  const facts = fc.uniqueArray(said, { minLength: 2, maxLength: 14, selector: (fact) => JSON.stringify(fact) })
  await fc.assert(
    fc.asyncProperty(facts, fc.infiniteStream(fc.nat(1000)), fc.integer({ min: 1, max: 5 }), async (some, order, size) => {
      const keyed = some.map((fact) => ({ fact, key: order.next().value! })).sort((x, y) => x.key - y.key)
      const groups: Said[][] = []
      for (let from = 0; from < keyed.length; from += size) groups.push(keyed.slice(from, from + size).map(({ fact }) => fact))
      expect(await live(groups)).toEqual(await live([some]))
    }),
    { numRuns: 100 },
  )
}, 120_000)
