import { expect, it } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { previewMerge, previewUndo } from './preview-merge.ts'
import type { ReadScope } from './profile-tables.ts'
import { readProfile } from './read-profile.ts'
import type { BeforeAfter, Sketch } from './sketch.ts'
import { redoMerge, undoMerge } from './undo-merge.ts'

const stores = await testStores()

/** Ada's laptop and her work address each lived before one fact named both. */
async function buildMerged() {
  const world = await buildWorkspace(stores)
  const [laptop, mail] = [idOf(world, 'anonymous_id', 'laptop'), idOf(world, 'email', 'ada@example.com')]
  await recordFacts(stores, world, [
    { who: { anonymous_id: 'laptop' }, time: '2024-01-01T00:00:00Z', traits: { theme: 'dark', name: 'A.' } },
    { who: { anonymous_id: 'laptop' }, time: '2024-01-02T00:00:00Z', event: 'Seen' },
    { who: { email: 'ada@example.com' }, time: '2024-01-03T00:00:00Z', traits: { name: 'Ada' } },
    { who: { email: 'ada@example.com', anonymous_id: 'laptop' }, time: '2024-01-04T00:00:00Z', event: 'Bought' },
  ])
  const within = <T>(work: (scope: ReadScope) => Promise<T>): Promise<T> =>
    inWorkspace(stores.postgres, world.workspaceId, (db) => work({ db, workspaceId: world.workspaceId }))
  return { world, laptop, mail, within }
}

const counts = (sketches: Sketch[]) => new Map(sketches.map(({ profileId, facts, traits }) => [profileId, { facts, traits }]))
const sorted = ({ before, after }: BeforeAfter) => ({ before: counts(before), after: counts(after) })

it('an undo gives everything back, as its preview said, and a redo takes it back', async () => {
  const { laptop, mail, within } = await buildMerged()
  const pair = { a: laptop, b: mail }
  const whole = await within((scope) => readProfile(scope, laptop))
  expect(whole).toMatchObject({ profileId: mail, facts: 4 })

  const preview = await within((scope) => previewUndo(scope, pair))
  expect(await within((scope) => readProfile(scope, laptop))).toEqual(whole)
  const undone = await within((scope) => undoMerge(scope, pair, 'eve'))
  expect(sorted(undone)).toEqual(sorted(preview))
  expect(counts(undone.before)).toEqual(new Map([[mail, { facts: 4, traits: { theme: 'dark', name: 'Ada' } }]]))
  expect(counts(undone.after)).toEqual(
    new Map([
      [laptop, { facts: 2, traits: { theme: 'dark', name: 'A.' } }],
      [mail, { facts: 2, traits: { name: 'Ada' } }],
    ]),
  )
  expect(await within((scope) => readProfile(scope, laptop))).toMatchObject({
    profileId: laptop,
    facts: 2,
    identifiers: [{ value: 'laptop' }],
  })
  expect(await within((scope) => readProfile(scope, mail))).toMatchObject({
    profileId: mail,
    facts: 2,
    lastSeen: '2024-01-04T00:00:00.000Z',
  })

  await expect(within((scope) => undoMerge(scope, pair, 'eve'))).rejects.toMatchObject({ status: 409, code: 'not_merged' })
  expect(await within((scope) => previewMerge(scope, pair))).toMatchObject({ allowed: false, refused: 'kept-apart' })
  await within((scope) => redoMerge(scope, pair))
  expect(await within((scope) => readProfile(scope, laptop))).toEqual(whole)
  await expect(within((scope) => redoMerge(scope, pair))).rejects.toMatchObject({ status: 409, code: 'not_kept_apart' })
})

it('a preview of a merge says what one person would be, and changes nothing', async () => {
  const { world, laptop, mail, within } = await buildMerged()
  const phone = idOf(world, 'phone', '+390612345678')
  await recordFacts(stores, world, [{ who: { phone: '+39 06 12345678' }, time: '2024-02-01T00:00:00Z', traits: { city: 'Roma' } }])
  const preview = await within((scope) => previewMerge(scope, { a: laptop, b: phone }))
  expect(preview).toMatchObject({ allowed: true, refused: null })
  expect(counts(preview.after)).toEqual(new Map([[mail, { facts: 5, traits: { theme: 'dark', name: 'Ada', city: 'Roma' } }]]))
  expect(new Set(preview.before.map(({ facts }) => facts))).toEqual(new Set([1, 4]))
  expect(await within((scope) => readProfile(scope, phone))).toMatchObject({ profileId: phone, facts: 1 })
})

it('a preview of a merge that the policy forbids says why', async () => {
  const { world, within } = await buildMerged()
  await recordFacts(stores, world, [
    { who: { user_id: 'u1' }, time: '2024-02-01T00:00:00Z' },
    { who: { user_id: 'u2' }, time: '2024-02-01T00:00:00Z' },
  ])
  const pair = { a: idOf(world, 'user_id', 'u1'), b: idOf(world, 'user_id', 'u2') }
  expect(await within((scope) => previewMerge(scope, pair))).toMatchObject({ allowed: false, refused: 'too-many-of-kind' })
})

it('pairs that are no pair are refused, and so are those of other workspaces', async () => {
  const { laptop, mail } = await buildMerged()
  const { within, laptop: mine } = await buildMerged()
  for (const work of [previewMerge, previewUndo, redoMerge]) {
    await expect(within((scope) => work(scope, { a: laptop, b: mail }))).rejects.toMatchObject({ status: 404 })
    await expect(within((scope) => work(scope, { a: mine, b: mine }))).rejects.toMatchObject({ status: 400 })
  }
  await expect(within((scope) => undoMerge(scope, { a: laptop, b: mail }, 'eve'))).rejects.toMatchObject({ status: 404 })
})
