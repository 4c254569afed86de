import { scoreTraits } from '@percorso/contract'
import fc from 'fast-check'
import { expect, inject, it } from 'vitest'
import { anyRule } from '../../../../contract/src/testing/any-rule.ts'
import { anyFormula, anyModel } from '../../../../contract/src/testing/any-sum.ts'
import { undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { anyHistory, historyWords, toCall, toDraft } from '../../testing/any-history.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import { naiveHolds } from '../../testing/naive-rule.ts'
import { readNaivePeople } from '../../testing/naive-people.ts'
import { naiveScore, naiveTrait } from '../../testing/naive-sums.ts'
import { momentIn } from '../../understand/rules/index.ts'
import { createModel } from '../../understand/scores/index.ts'
import { createSegment } from '../../understand/segments/index.ts'
import { createTrait } from '../../understand/traits/index.ts'

// As live-truth.test.ts, for what is computed: after every step of random histories, traits and scores are what a literal reading of them comes to,
// and so is a segment that asks for them.

const SEED = inject('seed')
const RUNS = Math.ceil(inject('histories') / 2)
const TIME_ZONE = 'Europe/Warsaw'
/** Where the workspace goes to in the middle of each history. */
const OTHER_ZONE = 'America/New_York'
const START = Date.parse('2026-03-20T10:00:00Z')
const HOUR_MS = 3_600_000
const TRAITS = 6
const MODELS = 2

const stores = await testStores()

const plainRules = anyRule({ ...historyWords, depth: 1, leaves: ['trait', 'count', 'measure', 'stopped', 'time', 'identifier'] })
const asked = fc.record({
  steps: anyHistory,
  formulas: fc.array(anyFormula(historyWords), { minLength: TRAITS, maxLength: TRAITS }),
  models: fc.array(anyModel(historyWords, plainRules), { minLength: MODELS, maxLength: MODELS }),
})
type Run = typeof asked extends fc.Arbitrary<infer Asked> ? Asked : never

it(`is always what facts come to (seed ${SEED})`, { timeout: 60_000 + RUNS * 8000 }, async () => {
  for (const [number, run] of fc.sample(asked, { seed: SEED, numRuns: RUNS }).entries()) await live(run, number)
})

async function live({ steps, formulas, models }: Run, number: number): Promise<void> {
  const workspace = await buildWorkspace(stores, { timeZone: TIME_ZONE })
  const { workspaceId } = workspace
  const { clock, request, send, work, moveTo } = createFollowing(stores, workspace, START)
  const drafts: Parameters<typeof readNaivePeople>[2] = []
  const define = async (from: number, to: number) => {
    for (const [place, formula] of formulas.slice(from, to).entries())
      await createTrait(request, { key: `t${from + place}`, description: '', formula })
  }
  await define(0, TRAITS / 2)
  const asks = { trait: 't0', op: 'atLeast', value: 1 } as const
  const askedByScore = { trait: scoreTraits('m0').score, op: 'atLeast', value: 30 } as const
  const { segmentId } = await createSegment(request, { name: 'Asks', description: '', rule: ruleOf({ any: [asks, askedByScore] }) })
  let timeZone = TIME_ZONE
  for (const [place, step] of steps.entries()) {
    if (place === 3) await moveTo((timeZone = OTHER_ZONE))
    if (place === 1) {
      await define(TRAITS / 2, TRAITS) // these have to be filled
      for (const [index, model] of models.entries())
        await createModel(request, { key: `m${index}`, name: `Model ${index}`, description: '', model })
    }
    const fresh = step.deeds.map((deed, index) => toDraft(deed, { messageId: `m-${place}-${index}`, now: clock.now() }))
    drafts.push(...fresh)
    await send(fresh.map(toCall))
    if (place % 2 === 0) await work()
    if (step.part) await keepApart(step.part)
    clock.advance(step.hours * HOUR_MS)
    await work()
    await compare(place, `run ${number}, step ${place}`)
  }

  async function keepApart([user, device]: [number, number]): Promise<void> {
    const [a, b] = [idOf(workspace, 'user_id', `u${user}`), idOf(workspace, 'anonymous_id', `d${device}`)]
    await request.inWorkspace((db) => undoMerge({ db, workspaceId }, { a, b }, 'test')).catch((error: { code?: string }) => {
      if (!['no_such_person', 'not_merged'].includes(error.code ?? '')) throw error
    }) // prettier-ignore
  }

  async function compare(step: number, when: string): Promise<void> {
    const people = await readNaivePeople(stores, workspace, drafts)
    const at = momentIn(timeZone, clock.now())
    const computed = await read<{ id: string; traits: Record<string, unknown> }>(
      'select profile_id as id, traits from computed_traits where workspace_id = $1',
    )
    const known = new Map(computed.map(({ id, traits }) => [id, traits]))
    const members = await read<{ id: string }>(
      `select profile_id as id from segment_members where workspace_id = $1 and segment_id = ${segmentId}`,
    )
    const meant: string[] = []
    for (const person of people) {
      const expected: Record<string, unknown> = {}
      for (const [place, formula] of formulas.slice(0, step > 0 ? TRAITS : TRAITS / 2).entries()) {
        const value = naiveTrait(formula, person, at)
        if (value !== undefined) expected[`t${place}`] = value
      }
      for (const [index, model] of step > 0 ? models.entries() : []) {
        const { stage: _, ...names } = scoreTraits(`m${index}`)
        for (const [part, value] of Object.entries(naiveScore(model, person, at) ?? {})) expected[names[part as keyof typeof names]] = value
      }
      const { profileId } = person.state
      expect(known.get(profileId) ?? {}, `${when}: ${JSON.stringify({ formulas, models })}`).toEqual(expected)
      known.delete(profileId)
      const state = { ...person.state, traits: expected }
      if (naiveHolds({ any: [asks, askedByScore] }, { ...person, state }, at)) meant.push(profileId)
    }
    expect([...known.keys()], `${when}: nobody else`).toEqual([])
    expect(members.map(({ id }) => id).sort(), when).toEqual(meant.sort())
  }

  async function read<Row extends object>(sql: string): Promise<Row[]> {
    return (await stores.postgres.system.query<Row>(sql, [workspaceId])).rows
  }
}
