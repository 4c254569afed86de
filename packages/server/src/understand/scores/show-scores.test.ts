import { scoreModel } from '@percorso/contract'
import type { Scored } from '@percorso/contract'
import { expect, it } from 'vitest'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { createFollowing } from '../../testing/following.ts'
import { createModel } from './define-model.ts'
import { listAccounts, listScored, listScoresOf, readBoard } from './show-scores.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const PEOPLE = 60
const ACCOUNTS = 7
const GUESTS = 3

const workspace = await buildWorkspace(stores)
const { request, send, work } = createFollowing(stores, workspace, START)

const rule = (where: object) => ({ version: 1, where })
const model = scoreModel.parse({
  version: 1,
  who: rule({ trait: 'size', op: 'exists' }),
  fit: [
    { label: 'Large', points: 60, rule: rule({ trait: 'size', op: 'atLeast', value: 30 }) },
    { label: 'Larger', points: 40, rule: rule({ trait: 'size', op: 'atLeast', value: 45 }) },
  ],
  engagement: { target: 100, rules: [{ label: 'Visits', points: 10, facts: { fact: 'Visit' } }] },
  fitShare: 50,
  stages: [{ name: 'Visitor' }, { name: 'Lead', up: 30, down: 20 }, { name: 'Qualified', up: 60, down: 50 }],
})
/** Person n has a size of n, 0 to 11 visits, and belongs to an account, each fifth to another one as well; guests have no size. */
const visitsOf = (n: number) => (n * 5) % 12
const accountsOf = (n: number) => [n % ACCOUNTS, ...(n % 5 === 0 ? [(n + 1) % ACCOUNTS] : [])].map((account) => `account-${account}`)
const calls = Array.from({ length: PEOPLE + GUESTS }, (_, n) => [
  ...(n < PEOPLE ? [{ type: 'identify', userId: `p${n}`, traits: { size: n } }] : []),
  ...Array.from({ length: visitsOf(n) }, () => ({ userId: `p${n}`, event: 'Visit' })),
  ...accountsOf(n).map((groupId) => ({ type: 'group', userId: `p${n}`, groupId })),
])
const modelId = await createModel(request, { key: 'lead', name: 'Lead', description: '', model })
await send(calls.flat())
await work()

/** What each person must have, reckoned by hand. */
function expectedOf(n: number): Scored {
  const fit = (n >= 30 ? 60 : 0) + (n >= 45 ? 40 : 0)
  const engagement = Math.min(100, visitsOf(n) * 10)
  const score = Math.round((fit + engagement) / 2)
  const place = (value: number) => [75, 50, 25].filter((from) => value < from).length
  const stage = score >= 60 ? 'Qualified' : score >= 30 ? 'Lead' : 'Visitor'
  return { score, fit, engagement, grade: `${'ABCD'[place(fit)]!}${place(engagement) + 1}`, stage }
}
const expected = new Map(Array.from({ length: PEOPLE }, (_, n) => [`p${n}`, expectedOf(n)]))

type Asked = Partial<Parameters<typeof listScored>[1]>

async function everybody(asked: Asked, limit = 7) {
  const found: Awaited<ReturnType<typeof listScored>>['items'] = []
  let cursor: string | undefined
  do {
    const page = await listScored(request, { modelId, limit, cursor, ...asked })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

it('lists everybody who is scored once, the highest score first, whatever the length of a page', async () => {
  const all = await everybody({})
  expect(all).toHaveLength(PEOPLE)
  for (const { head, score, fit, engagement, grade, stage } of all)
    expect({ score, fit, engagement, grade, stage }, head.value).toEqual(expected.get(head.value))
  const scores = all.map(({ score }) => score)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  const ids = all.map(({ profileId }) => profileId)
  expect(new Set(ids).size).toBe(PEOPLE)
  for (const limit of [1, 60, 200]) expect((await everybody({}, limit)).map(({ profileId }) => profileId)).toEqual(ids)
})

it('has a board that agrees with the lists behind it', async () => {
  const board = await readBoard(request, modelId)
  expect(board.people).toBe(PEOPLE)
  const people = (parts: { people: number }[]) => parts.reduce((sum, part) => sum + part.people, 0)
  expect([board.grades, board.stages, board.bands].map(people)).toEqual([PEOPLE, PEOPLE, PEOPLE])
  expect([board.grades.length, board.stages.length, board.bands.length]).toEqual([16, 3, 10])
  for (const { grade, people: n } of board.grades) expect(await everybody({ grade }), grade).toHaveLength(n)
  for (const { stage, people: n } of board.stages) expect(await everybody({ stage }), stage).toHaveLength(n)
  for (const { from, people: n } of board.bands) {
    const isIn = ({ score }: Scored) => score >= from && (score < from + 10 || from === 90)
    expect([...expected.values()].filter(isIn).length, `from ${from}`).toBe(n)
  }
  const both = await everybody({ grade: 'A1', stage: 'Qualified' })
  expect(both.length).toBe([...expected.values()].filter(({ grade, stage }) => grade === 'A1' && stage === 'Qualified').length)
  expect(both.length).toBeGreaterThan(0)
})

it.each([{ grade: 'E9' }, { stage: 'Nowhere' }, { stage: `' or true --` }])('lists nobody for what there is not: %o', async (asked) => {
  expect(await everybody(asked)).toEqual([])
})

it('refuses a cursor that is not of this list', async () => {
  for (const cursor of ['nonsense', Buffer.from('["a",1]').toString('base64url'), Buffer.from('[1]').toString('base64url')]) {
    await expect(listScored(request, { modelId, limit: 7, cursor })).rejects.toMatchObject({ code: 'bad_cursor' })
  }
})

it('rolls up to accounts: each by its own people', async () => {
  const accounts = await listAccounts(request, modelId, 100)
  expect(accounts).toHaveLength(ACCOUNTS)
  for (const { accountId, people, average, engaged, best } of accounts) {
    const own = Array.from({ length: PEOPLE }, (_, n) => n).filter((n) => accountsOf(n).includes(accountId))
    const scores = own.map((n) => expectedOf(n).score)
    expect({ accountId, people, engaged, best: best.score }).toEqual({
      accountId,
      people: own.length,
      engaged: own.filter((n) => expectedOf(n).engagement >= 50).length,
      best: Math.max(...scores),
    })
    expect(average).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / own.length, 9)
    expect(own.map((n) => idOf(workspace, 'user_id', `p${n}`))).toContain(best.profileId)
  }
  const bests = accounts.map(({ best, average }) => [best.score, average] as const)
  expect(bests).toEqual(bests.toSorted((a, b) => b[0] - a[0] || b[1] - a[1]))
  expect(await listAccounts(request, modelId, 2)).toEqual(accounts.slice(0, 2))
})

it('tells all scores of somebody, and none of whom no model scores', async () => {
  const other = await createModel(request, {
    key: 'other',
    name: 'Another',
    description: '',
    model: scoreModel.parse({ ...model, who: undefined, stages: [] }),
  })
  await work()
  const scores = await listScoresOf(request, idOf(workspace, 'user_id', 'p50'))
  const { stage, ...rest } = expectedOf(50)
  expect(scores).toEqual([
    { modelId: other, name: 'Another', key: 'other', ...rest, stage: null },
    { modelId, name: 'Lead', key: 'lead', ...rest, stage },
  ])
  const guest = await listScoresOf(request, idOf(workspace, 'user_id', `p${PEOPLE}`))
  expect(guest.map(({ name }) => name)).toEqual(['Another'])
  expect((await readBoard(request, other)).people).toBe(PEOPLE + GUESTS)
  expect(await listScoresOf(request, '00000000-0000-4000-8000-000000000000')).toEqual([])
  await expect(readBoard(request, 999_999)).rejects.toMatchObject({ code: 'no_such_model' })
})
