import { attribute } from '@percorso/maths'
import type { PathCount } from '@percorso/maths'
import { attributionQuestion } from '@percorso/contract'
import type { AttributionAnswer } from '@percorso/contract'
import { expect, test } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import type { Asking } from '../journeys/index.ts'
import { attributeOutcome } from './attribute-outcome.ts'

const DAY_MS = 86_400_000
const FROM = Date.parse('2026-01-01T00:00:00Z')
const NOW = FROM + 300 * DAY_MS
const stores = await testStores()

/** Whose steps on which days, `!` for the outcome. */
async function build(lives: [string, number][][]): Promise<Asking> {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const facts = lives.flatMap((steps, n) =>
    steps.map(([event, day], place) => ({
      who: { user_id: `u${n}` },
      time: new Date(FROM + day * DAY_MS + place).toISOString(),
      messageId: `${n}-${place}`,
      event: event === '!' ? 'Ordered' : event,
    })),
  )
  if (facts.length > 0) await recordFacts(stores, workspace, facts)
  const request = { workspaceId, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) } as Asking['request']
  return { warehouse: stores.warehouse, request }
}

const asked = (more: object = {}) => attributionQuestion.parse({ steps: 'facts', outcome: { step: 'Ordered' }, resamples: 50, ...more })
const lives: [string, number][][] = [
  [['ad', 0], ['mail', 1], ['mail', 2], ['!', 3], ['mail', 4]],
  [['ad', 0], ['mail', 1], ['!', 2]],
  [['ad', 0], ['shop', 50], ['!', 51]], // the ad is too long ago
  [['!', 5], ['ad', 6]],
  [['mail', 0], ['ad', 1]],
  [['shop', 0], ['mail', 80]],
  [['mail', 9]],
] // prettier-ignore

const byName = ({ items }: AttributionAnswer) =>
  Object.fromEntries(items.map(({ name, conversions, removalEffect }) => [name, { conversions, effect: removalEffect.value }]))
const reference = (paths: PathCount[], halfLife = 7, order: 1 | 2 | 3 = 1) =>
  Object.fromEntries(
    attribute(paths, { order, halfLife, resamples: 50, seed: 1 }).touchpoints.map(({ touchpoint, conversions, removalEffect }) => [touchpoint, { conversions, effect: removalEffect.value }]), // prettier-ignore
  )

test('paths end with the first outcome, or with the last step, and begin so many days before', async () => {
  const answer = await attributeOutcome(await build(lives), asked(), NOW)
  expect(answer).toMatchObject({ converted: 4, lost: 3, direct: 1, wording: 'association', asOf: new Date(NOW).toISOString() })
  const paths = [
    { steps: ['ad', 'mail'], converted: 2, lost: 0, ages: [2.5, 1.5] },
    { steps: ['shop'], converted: 1, lost: 0, ages: [1] },
    { steps: [], converted: 1, lost: 0 },
    { steps: ['mail', 'ad'], converted: 0, lost: 1 },
    { steps: ['mail'], converted: 0, lost: 2 },
  ]
  const expected = reference(paths)
  for (const [name, found] of Object.entries(byName(answer))) {
    for (const [rule, credit] of Object.entries(found.conversions)) expect(credit, `${name} ${rule}`).toBeCloseTo(expected[name]!.conversions[rule as 'markov'], 6)
    expect(found.effect).toBeCloseTo(expected[name]!.effect, 9)
  }
  expect(Object.keys(byName(answer)).sort()).toEqual(['ad', 'mail', 'shop'])
}) // prettier-ignore

test('repetitions may count, and a match may be the outcome', async () => {
  const answer = await attributeOutcome(
    await build(lives),
    asked({ collapse: false, outcome: { match: { fact: 'Ordered' } }, order: 2 }),
    NOW,
  )
  expect(answer).toMatchObject({ converted: 4, lost: 3, paths: 6 })
})

test('what everybody who converted met is mandatory', async () => {
  const through = (n: number): [string, number][] => [['cart', n], ['!', n + 1]] // prettier-ignore
  const answer = await attributeOutcome(await build([...[1, 2, 3].map(through), [['cart', 2], ['ad', 3]]]), asked(), NOW) // prettier-ignore
  expect(answer.items.map(({ name, mandatory }) => [name, mandatory])).toEqual([['cart', true], ['ad', false]]) // prettier-ignore
})

test('nobody, and an outcome that nobody had', async () => {
  expect(await attributeOutcome(await build([]), asked(), NOW)).toMatchObject({ converted: 0, lost: 0, items: [], discrimination: null })
  const none = await attributeOutcome(await build(lives), asked({ outcome: { step: 'gone' } }), NOW)
  expect(none).toMatchObject({ converted: 0, lost: 7 })
  expect(none.items.every(({ conversions }) => Object.values(conversions).every((credit) => credit === 0))).toBe(true)
})
