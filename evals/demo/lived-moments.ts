import { momentsOfTruth } from '@percorso/maths'
import type { Moment } from '@percorso/maths'
import type { FactMatch } from '@percorso/contract'
import type { Deed } from './lived.ts'
import type { DemoStudy, Met } from './moment-studies.ts'

const DAY_MS = 86_400_000
export const LIMITS = { peopleMin: 30, qMax: 0.1 }

/** What became of somebody: compared with others, or left out. `who` are whoever it was told of. */
export type Outcome<Who> = {
  who: Who
  state: 'compared' | 'not reached' | 'too soon' | 'early'
  at: number
  yes: boolean
  met: Set<string>
  known: Known
}
type Known = { counts: number[]; month: number; first: Met | undefined }

/** A study asked of what people lived through, by plain loops: without any of our code that asks the warehouse. `end` in ms since 1970. */
export function livedOutcomes<Who extends { deeds: Deed[] }>(people: Who[], study: DemoStudy, end: number): Outcome<Who>[] {
  return people.flatMap((who) => outcomeOf(who, study, end) ?? [])
}

/** Undefined for those of whom nothing is looked at. */
function outcomeOf<Who extends { deeds: Deed[] }>(who: Who, study: DemoStudy, end: number): Outcome<Who> | undefined {
  const { touchpoints, reached, outcome, landmarkDays, horizonDays } = study
  const matches = [reached, outcome, ...touchpoints.map(({ match }) => match)]
  const looked = who.deeds
    .filter(({ name, type }) => matches.some((match) => (match.fact ?? name) === name && (match.type ?? type) === type)) // most mean nothing here
    .map((deed) => ({
      at: deed.at,
      step: touchpoints.find(({ match }) => means(match, deed)),
      isStage: means(reached, deed),
      isOutcome: means(outcome, deed),
    }))
    .filter(({ step, isStage, isOutcome }) => step || isStage || isOutcome)
  if (looked.length === 0) return undefined
  const place = looked.findIndex(({ isStage }) => isStage)
  const empty = { who, at: 0, yes: false, met: new Set<string>(), known: { counts: [], month: 0, first: undefined } }
  if (place < 0) return { ...empty, state: 'not reached' }
  const { at } = looked[place]!
  const [landmark, over] = [at + landmarkDays * DAY_MS, at + (landmarkDays + horizonDays) * DAY_MS]
  if (over > end) return { ...empty, state: 'too soon' }
  const [before, after] = [looked.slice(0, place), looked.slice(place)]
  if (after.slice(1).some((one) => one.isOutcome && one.at < landmark)) return { ...empty, state: 'early' }
  const steps = before.flatMap(({ step }) => step ?? [])
  const counts = [steps.length, new Set(steps).size, (at - looked[0]!.at) / DAY_MS].map(Math.log1p)
  return {
    who,
    state: 'compared',
    at,
    yes: after.some((one) => one.isOutcome && one.at >= landmark && one.at < over),
    met: new Set(after.flatMap((one) => (one.step && one.at < landmark ? one.step.name : []))),
    known: { counts: [...counts, before.some(({ isOutcome }) => isOutcome) ? 1 : 0], month: new Date(at).getUTCMonth(), first: steps[0] },
  }
} // prettier-ignore

/** The same arithmetic as the API's, on these people. */
export function momentsOfLived(outcomes: Outcome<unknown>[], { touchpoints }: DemoStudy): Moment[] {
  const compared = outcomes.filter(({ state }) => state === 'compared')
  const column = (of: (one: Outcome<unknown>) => number | boolean) => Float64Array.from(compared, (one) => Number(of(one)))
  const firsts = (of: 'channel' | 'stage') => {
    const words = new Set(touchpoints.map((touchpoint) => touchpoint[of]))
    return [...words].map((word) => column(({ known }) => known.first?.[of] === word))
  }
  const knownBefore = [
    ...[0, 1, 2, 3].map((place) => column(({ known }) => known.counts[place]!)),
    ...Array.from({ length: 12 }, (_, month) => column(({ known }) => known.month === month)),
    ...firsts('channel'),
    ...firsts('stage'),
  ]
  const candidates = touchpoints.map(({ name }) => ({ touchpoint: name, exposed: Uint8Array.from(column(({ met }) => met.has(name))) }))
  return momentsOfTruth({ outcomes: Uint8Array.from(column(({ yes }) => yes)), candidates, knownBefore }, LIMITS)
}

/** Only what the studies of the sample world say. */
function means({ fact, type, where = [] }: FactMatch, deed: Deed): boolean {
  return (fact === undefined || deed.name === fact) && (type === undefined || deed.type === type) && where.every((test) => {
    const value = deed.properties[test.property]
    if (test.op === 'exists') return value !== undefined
    if (test.op === 'equals') return value === test.value
    if (test.op === 'moreThan') return typeof value === 'number' && value > test.value
    if (test.op === 'anyOf') return (test.value as unknown[]).includes(value)
    throw new Error(`No study of the sample world says ${test.op}`)
  })
} // prettier-ignore
