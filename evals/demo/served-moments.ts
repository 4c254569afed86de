import { effectOf } from '@percorso/maths'
import type { Moment } from '@percorso/maths'
import type { World } from '@percorso/simulator'
import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import { knownPeople } from './lived.ts'
import { LIMITS, livedOutcomes, momentsOfLived } from './lived-moments.ts'
import { momentStudies } from './moment-studies.ts'
import type { DemoStudy } from './moment-studies.ts'
import type { PastSystem } from './past-system.ts'

type Served = {
  name: string
  n: number
  exposedCount: number
  verdict: string
  q: number | null
  difference: Estimate
  adjusted: { difference: Estimate } | null
}
type Estimate = { difference: number | null; low: number; high: number }
type Answer = { people: { all: number; compared: number; notReached: number; tooSoon: number; early: number }; items: Served[] }

const CLOSE = 1e-6

/** The same studies asked of the whole system: as many people, and the same effects, as plain loops over what they lived through say. */
export async function servedFigures(system: PastSystem, world: World): Promise<Figure[]> {
  const people = knownPeople(world)
  let [same, moments] = [0, 0]
  for (const study of momentStudies) {
    const answer = await askStudy(system, study, world.endsAt)
    const outcomes = livedOutcomes(people, study, world.endsAt)
    const plain = new Map(momentsOfLived(outcomes, study).map((moment) => [moment.touchpoint, moment]))
    const agree = areSame(answer.people, outcomes.map(({ state }) => state))
    moments += answer.items.length
    same += agree ? answer.items.filter((item) => isSame(item, plain.get(item.name)!)).length : 0
  }
  return [judge({ figure: 'demo.moments.served_as_lived', value: same, unit: 'touchpoints', bar: moments, rule: 'exactly', n: people.length })]
} // prettier-ignore

/** Defines a study's touchpoints in place of those before, and asks it. */
async function askStudy({ ask, stores, workspaceId }: PastSystem, study: DemoStudy, end: number): Promise<Answer> {
  await stores.postgres.system.query('delete from touchpoints where workspace_id = $1', [workspaceId])
  for (const { name, channel, stage, match } of study.touchpoints) await ask('/touchpoints', { name, channel, stage, matches: [match] })
  const { reached, outcome, landmarkDays, horizonDays } = study
  const question = { reached: { match: reached }, outcome: { kind: 'did', marker: { match: outcome } }, landmarkDays, horizonDays }
  return ask<Answer>('/moments/find', { question: { ...question, ...LIMITS, steps: 'touchpoints', to: new Date(end).toISOString() } })
}

function areSame({ all, compared, notReached, tooSoon, early }: Answer['people'], states: string[]): boolean {
  const count = (state: string) => states.filter((one) => one === state).length
  const plain = [states.length, count('compared'), count('not reached'), count('too soon'), count('early')]
  return [all, compared, notReached, tooSoon, early].every((value, i) => value === plain[i])
}

function isSame(served: Served, moment: Moment): boolean {
  const { difference } = typeof moment.adjusted === 'object' ? moment.adjusted : moment
  const shown = served.adjusted?.difference ?? served.difference
  const isClose = (a: number | null, b: number) => Math.abs((a ?? 0) - (b || 0)) <= CLOSE
  return (
    served.n === moment.n &&
    served.exposedCount === moment.exposedCount &&
    served.verdict === moment.verdict &&
    isClose(shown.difference, effectOf(moment)) &&
    isClose(shown.low, difference.low) &&
    isClose(shown.high, difference.high)
  )
}
