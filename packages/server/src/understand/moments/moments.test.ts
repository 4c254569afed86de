import { crc32 } from 'node:zlib'
import { momentsOfTruth } from '@percorso/maths'
import type { Moment } from '@percorso/maths'
import { momentsQuestion } from '@percorso/contract'
import type { FoundMoment, JourneyMarker, MomentPart, MomentsQuestion } from '@percorso/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishMoves } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import type { Asking } from '../journeys/index.ts'
import { findMoments } from './find-moments.ts'
import { listPeople } from './list-people.ts'

const RUNS = 12
const DAY_MS = 86_400_000
const FROM = Date.parse('2026-01-20T10:00:00Z')
const NOW = FROM + 80 * DAY_MS
const HOSTILE = `Bob's \\ {p1:String} 'x' -- /*`
const NAMES = ['Viewed', 'Called', 'Ordered', HOSTILE]

const stores = await testStores()

type Draft = { who: Record<string, string>; day: number; event: string; total: number | undefined }
type Fact = { person: string; time: number; tie: number; event: string; total: number | undefined }
type World = { asking: Asking; facts: Fact[]; traits: Map<string, string> }

const whos = fc.oneof(
  fc.integer({ min: 0, max: 14 }).map((n): Record<string, string> => ({ user_id: `u${n}` })),
  fc.integer({ min: 0, max: 14 }).map((n): Record<string, string> => ({ anonymous_id: `d${n}` })),
  fc.integer({ min: 0, max: 14 }).map((n): Record<string, string> => ({ user_id: `u${n}`, anonymous_id: `d${n % 9}` })),
)
const drafts: fc.Arbitrary<Draft> = fc.record({
  who: whos,
  day: fc.oneof(
    fc.constantFrom(0, 10, 20, 30),
    fc.integer({ min: 0, max: 600 }).map((n) => n / 10),
  ),
  event: fc.constantFrom(...NAMES, 'Viewed', 'Ordered'),
  total: fc.constantFrom(undefined, 5, 10),
})

const orderWithTotal = { fact: 'Ordered', where: [{ property: 'total', op: 'exists' as const }] }
const markers: fc.Arbitrary<JourneyMarker> = fc.constantFrom<JourneyMarker[]>({ step: 'Viewed' }, { step: 'Ordered' }, { match: orderWithTotal }, { step: 'gone' }, { step: HOSTILE }) // prettier-ignore
const questions: fc.Arbitrary<MomentsQuestion> = fc
  .record(
    {
      reached: markers,
      outcome: fc.oneof(
        fc.record({ kind: fc.constantFrom('did', 'stopped'), marker: markers }),
        fc.record({ kind: fc.constant('worth'), match: fc.constant({ fact: 'Ordered' }), property: fc.constant('total'), atLeast: fc.constantFrom(5, 15) }),
      ),
      landmarkDays: fc.constantFrom(1, 10),
      horizonDays: fc.constantFrom(10, 30),
      candidates: fc.constantFrom(['Viewed', 'gone'], [HOSTILE, 'Called', 'Ordered']),
      to: fc.constantFrom(new Date(FROM + 50 * DAY_MS).toISOString(), new Date(FROM - DAY_MS).toISOString()),
      traits: fc.constant(['plan']),
    },
    { requiredKeys: ['outcome', 'landmarkDays', 'horizonDays'] },
  )
  .map((question) => momentsQuestion.parse({ ...question, steps: 'facts', peopleMin: 5 })) // prettier-ignore

async function build(given: Draft[]): Promise<World> {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const written = given.map(({ day, total, ...draft }, n) => ({
    ...draft,
    time: new Date(FROM + day * DAY_MS).toISOString(),
    messageId: `m${workspaceId}-${n}`,
    properties: { ...(total !== undefined && { total }) },
    ...(draft.who['user_id'] && { traits: { plan: draft.who['user_id'] < 'u5' ? 'free' : 'paid' } }),
  }))
  if (written.length > 0) await recordFacts(stores, workspace, written)
  if (given.length % 2 === 0) await publishMoves(stores) // else the warehouse knows of no merge yet
  const { rows } = await stores.postgres.system.query<{ value: string; profileId: string; plan: string | null }>(
    `select value, i.profile_id as "profileId", p.traits ->> 'plan' as plan from identifiers i
     left join people p on p.workspace_id = i.workspace_id and p.profile_id = i.profile_id where i.workspace_id = $1`,
    [workspaceId],
  )
  const owners = new Map(rows.map(({ value, profileId }) => [value, profileId]))
  const facts = written.map(({ who, time, messageId, event, properties }) => ({
    person: owners.get(who['user_id'] ?? who['anonymous_id']!)!,
    time: Date.parse(time),
    tie: crc32(messageId),
    event,
    total: properties.total,
  }))
  const request = { workspaceId, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) } as Asking['request']
  const traits = new Map(rows.flatMap(({ profileId, plan }) => (plan === null ? [] : [[profileId, plan] as const])))
  return { asking: { warehouse: stores.warehouse, request }, facts, traits }
}

type Lived = { person: string; state: string; yes: boolean; met: Set<string>; known: number[]; month: number }

/** What became of everybody, as anyone would find it by hand. */
function naiveLives(facts: Fact[], { reached, outcome, landmarkDays, horizonDays, to }: MomentsQuestion): Lived[] {
  const end = Math.min(NOW, to === undefined ? Infinity : Date.parse(to))
  const is = (marker: JourneyMarker, fact: Fact) =>
    'step' in marker ? fact.event === marker.step : fact.event === 'Ordered' && fact.total !== undefined
  const seen = facts.filter(({ time }) => time < (to === undefined ? Infinity : Date.parse(to)))
  return [...Map.groupBy(seen, ({ person }) => person)].map(([person, own]) => {
    const ordered = own.toSorted((x, y) => x.time - y.time || x.tie - y.tie)
    const at = ordered.findIndex((fact) => (reached ? is(reached, fact) : true))
    const life = { person, yes: false, met: new Set<string>(), known: [], month: 0 }
    if (at < 0) return { ...life, state: 'notReached' }
    const landmark = ordered[at]!.time + landmarkDays * DAY_MS
    const over = landmark + horizonDays * DAY_MS
    if (over > end) return { ...life, state: 'tooSoon' }
    const [before, after] = [ordered.slice(0, at), ordered.slice(at + 1)]
    const inHorizon = ordered.filter(({ time }) => time >= landmark && time < over)
    const sum = (some: Fact[]) => some.reduce((total, fact) => total + (fact.event === 'Ordered' ? (fact.total ?? 0) : 0), 0)
    const had = (some: Fact[]) => (outcome.kind === 'worth' ? sum(some) >= outcome.atLeast : some.some((fact) => is(outcome.marker, fact)))
    if (outcome.kind !== 'worth' && had(after.filter(({ time }) => time < landmark))) return { ...life, state: 'early' }
    const days = (ordered[at]!.time - ordered[0]!.time) / DAY_MS
    const counts = [before.length, new Set(before.map(({ event }) => event)).size, days].map(Math.log1p)
    return {
      person,
      state: 'compared',
      yes: had(inHorizon) !== (outcome.kind === 'stopped'),
      met: new Set(ordered.filter(({ time }, i) => i >= at && time < landmark).map(({ event }) => event)),
      known: [...counts, had(before) ? 1 : 0],
      month: new Date(ordered[at]!.time).getUTCMonth(),
    }
  })
}

function naiveMoments({ facts, traits }: World, question: MomentsQuestion): Moment[] {
  const lives = naiveLives(facts, question).filter(({ state }) => state === 'compared')
  const column = (of: (life: Lived) => number | boolean) => Float64Array.from(lives, (life) => Number(of(life)))
  const known = [
    ...[0, 1, 2, 3].map((place) => column((life) => life.known[place]!)),
    ...Array.from({ length: 12 }, (_, month) => column((life) => life.month === month)),
    ...(question.traits.length > 0 ? ['free', 'paid'].map((plan) => column(({ person }) => traits.get(person) === plan)) : []),
  ]
  const outcomes = Uint8Array.from(column(({ yes }) => yes))
  const names = question.candidates ?? [
    ...new Set(
      facts.filter(({ time }) => time < (question.to === undefined ? Infinity : Date.parse(question.to))).map(({ event }) => event),
    ),
  ]
  const candidates = names.map((touchpoint) => ({ touchpoint, exposed: Uint8Array.from(column(({ met }) => met.has(touchpoint))) }))
  return momentsOfTruth({ outcomes, candidates, knownBefore: known }, question)
}

const close = (value: number | null | undefined) =>
  value === null || value === undefined || !Number.isFinite(value) ? null : (expect.closeTo(value, 6) as number)

/** Of an answer: what is counted, exactly; what is estimated, closely. */
function expectSame(found: FoundMoment, { exposed, others, difference, adjusted, ...moment }: Moment): void {
  expect(found).toMatchObject({ n: moment.n, exposedCount: moment.exposedCount, p: close(moment.p), q: close(moment.q) })
  expect([found.exposed.share, found.others.share, found.difference.low]).toEqual([exposed.share, others.share, difference.low].map(close))
  const shown = typeof adjusted === 'object' ? adjusted : undefined
  expect([found.adjusted?.difference.difference ?? null, found.adjusted?.difference.high ?? null]).toEqual([shown?.difference.difference, shown?.difference.high].map(close)) // prettier-ignore
} // prettier-ignore

async function everybody(asking: Asking, question: MomentsQuestion, of: MomentPart): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPeople(asking, { question, of, cursor, limit: 3, now: NOW })
    ids.push(...page.items.map(({ profileId }) => profileId))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return ids.sort()
}

test('who is compared, what they met and what is found are those of the reference, whatever the question', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drafts, { minLength: 0, maxLength: 160 }), fc.array(questions, { minLength: 2, maxLength: 4 }), async (given, asked) => {
      const world = await build(given)
      for (const question of asked) {
        const answer = await findMoments(world.asking, question, NOW)
        const lives = naiveLives(world.facts, question)
        const count = (state: string) => lives.filter((life) => life.state === state).length
        const { all, compared, notReached, tooSoon, early } = answer.people
        expect({ all, compared, notReached, tooSoon, early }).toEqual({ all: lives.length, compared: count('compared'), notReached: count('notReached'), tooSoon: count('tooSoon'), early: count('early') })
        const naive = new Map(naiveMoments(world, question).map((moment) => [moment.touchpoint, moment]))
        expect(new Set(answer.items.map(({ step }) => step))).toEqual(new Set(question.candidates ?? naive.keys()))
        for (const item of answer.items) expectSame(item, naive.get(item.step)!)
        for (const state of ['notReached', 'tooSoon', 'early'] as const) {
          expect(await everybody(world.asking, question, { leftOut: state })).toEqual(lives.filter((life) => life.state === state).map(({ person }) => person).sort())
        }
        const isMeant = ({ state, met, yes }: Lived) => state === 'compared' && !met.has('Called') && yes
        expect(await everybody(world.asking, question, { step: 'Called', met: false, outcome: true })).toEqual(lives.filter(isMeant).map(({ person }) => person).sort())
      }
    }),
    { numRuns: RUNS },
  )
}) // prettier-ignore
