import { momentsQuestion } from '@percorso/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testActor, testStores } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { renewDueStudy, renewStudy } from './renew-studies.ts'
import { removeStudy, saveStudy } from './save-study.ts'
import { showMarks } from './show-marks.ts'
import { showStudies, showStudy } from './show-studies.ts'

const DAY_MS = 86_400_000
const FROM = Date.parse('2026-01-01T12:00:00Z')
const NOW = FROM + 200 * DAY_MS
const stores = await testStores()

let workspace: TestWorkspace
let request: WorkspaceRequest
beforeAll(async () => {
  workspace = await buildWorkspace(stores)
  request = requestOf(workspace)
})
afterAll(() => stores.close())

function requestOf({ workspaceId }: TestWorkspace): WorkspaceRequest {
  return { workspaceId, by: testActor, actor: testActor.name, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work), permissions: new Set() } // prettier-ignore
}

/** People who sign up on a day; of each hundred 50 are called, of whom 40 buy, as do 10 of the others. Turned round: 10 and 40. */
async function live(
  name: string,
  { day, turned = false, people = 100 }: { day: number; turned?: boolean; people?: number },
): Promise<void> {
  const at = (days: number) => new Date(FROM + (day + days) * DAY_MS).toISOString()
  const facts = Array.from({ length: people }, (_, n) => {
    const who = { user_id: `${name}-${n}` }
    const called = n % 2 === 0
    const buys = n % 100 < 80 === (called !== turned)
    return [
      { who, time: at(0), event: 'Signed Up' },
      ...(called ? [{ who, time: at(1), event: 'Called', messageId: `called-${name}-${n}` }] : []),
      ...(buys ? [{ who, time: at(20), event: 'Ordered' }] : []),
    ]
  })
  await recordFacts(stores, workspace, facts.flat())
}

const question = momentsQuestion.parse({
  steps: 'facts',
  reached: { step: 'Signed Up' },
  outcome: { kind: 'did', marker: { step: 'Ordered' } },
  landmarkDays: 7,
  horizonDays: 30,
})
const asking = () => ({ warehouse: stores.warehouse, request })

test('a study is reckoned each day by whoever comes first, and tells what turned', { timeout: 60_000 }, async () => {
  const studyId = await saveStudy(request, { name: 'Buying', question }, NOW)
  expect(await showStudy(request, studyId)).toMatchObject({ name: 'Buying', foundOn: null, answer: null, trends: [], turns: [] })
  await live('early', { day: 0 })
  const renewed = await Promise.all([renewDueStudy(stores, NOW), renewDueStudy(stores, NOW)])
  expect(renewed.filter(Boolean)).toHaveLength(1)
  expect(await renewDueStudy(stores, NOW + 1000)).toBe(false)
  const first = await showStudy(request, studyId)
  expect(first.foundOn).toBe('2026-07-20')
  expect(first.answer!.items[0]).toMatchObject({
    step: 'Called',
    verdict: 'strength',
    n: 100,
    exposed: { share: 0.8 },
    others: { share: 0.2 },
  })

  await live('late', { day: 100, turned: true, people: 400 })
  expect(await renewDueStudy(stores, NOW + DAY_MS)).toBe(true)
  const [shown] = (await showStudies(request)).items
  expect(shown!.turns).toEqual([expect.objectContaining({ step: 'Called', from: 'strength', to: 'weakness', day: '2026-07-21' })])
  const { trends } = await showStudy(request, studyId)
  const called = trends.find(({ step }) => step === 'Called')!
  expect(called.points.map(({ day, verdict, n }) => [day, verdict, n])).toEqual([['2026-07-20', 'strength', 100], ['2026-07-21', 'weakness', 500]]) // prettier-ignore
  expect(called.points[0]!.low).toBeGreaterThan(0)
  expect(called.points[1]!.high).toBeLessThan(0)

  await renewStudy(asking(), studyId, NOW + DAY_MS)
  expect((await showStudy(request, studyId)).trends.find(({ step }) => step === 'Called')!.points).toHaveLength(2)
})

test('a person’s facts at what a study found are marked, and nobody else’s', async () => {
  const profileId = idOf(workspace, 'user_id', 'early-4')
  const { studyId } = (await showStudies(request)).items[0]!
  expect((await showMarks(asking(), { profileId, limit: 200 })).items).toEqual([
    { messageId: 'called-early-4', step: 'Called', name: 'Called', verdict: 'weakness', studyId, study: 'Buying' },
  ])
  expect((await showMarks(asking(), { profileId: idOf(workspace, 'user_id', 'early-5'), limit: 200 })).items).toEqual([])
})

test('what cannot be asked any more says why, and is tried again hours later', async () => {
  const studyId = await saveStudy(request, { name: 'Of a lost segment', question: { ...question, segmentId: 4_000 } }, NOW)
  const later = NOW + 2 * DAY_MS
  while (await renewDueStudy(stores, later));
  expect(await showStudy(request, studyId)).toMatchObject({ failed: 'There is no such segment.', foundOn: null })
  expect(await renewDueStudy(stores, later + 3_600_000)).toBe(false)
  expect(await renewDueStudy(stores, later + 7 * 3_600_000)).toBe(true)
})

test('studies have names of their own, belong to a workspace, and go with their findings', async () => {
  await expect(saveStudy(request, { name: 'Buying', question }, NOW)).rejects.toMatchObject({ code: 'name_taken' })
  const { items } = await showStudies(request)
  const other = requestOf(await buildWorkspace(stores))
  expect((await showStudies(other)).items).toEqual([])
  await expect(showStudy(other, items[0]!.studyId)).rejects.toMatchObject({ code: 'no_such_study' })
  for (const { studyId } of items) await removeStudy(request, studyId)
  const { rows } = await stores.postgres.system.query('select from moment_findings where workspace_id = $1', [workspace.workspaceId])
  expect(rows).toEqual([])
})
