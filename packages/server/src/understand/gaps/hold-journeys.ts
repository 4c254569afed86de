import type { GapKey, JourneyQuestion } from '@percorso/contract'
import { PercorsoError, inThread } from '../../ground/index.ts'
import { readyJourneys, selectVariants } from '../journeys/index.ts'
import type { Journeys } from '../journeys/index.ts'
import type { AlignedWay, LivedGap, work } from './align-variants.ts'
import { FAILED, FITS } from './gap-facts.ts'
import type { HeldWay } from './gap-facts.ts'
import type { Asking, ReadyMap } from './ready-map.ts'

/** So many ways through are held against a map, the commonest first, and none that is longer. */
const WAYS_MAX = 20_000
const STEPS_MAX = 200

const ALIGNMENTS = new URL('./align-variants.ts', import.meta.url)

/** Journeys held against a map: gaps have the numbers of their places in `gaps`, from 1 on. `times`: how often each, over all journeys. */
export type HeldJourneys = {
  journeys: Journeys
  ways: HeldWay[]
  gaps: GapKey[]
  times: number[]
  meanFitness: number | null
  stepsLeast: number
  distinct: number
}

/** Holds the journeys of a question against a map. Throws `map_too_wide`, `too_much`, and what a question can be refused for. */
export async function holdJourneys(asking: Asking, ready: ReadyMap, question: JourneyQuestion): Promise<HeldJourneys> {
  const journeys = await readyJourneys(asking, question)
  const rows = await selectVariants(asking.warehouse, journeys.log, WAYS_MAX)
  const meant = rows.filter(({ length }) => length <= STEPS_MAX)
  const { block, steps } = ready.design
  const answer = await inThread<typeof work>(ALIGNMENTS, {
    variants: meant.map(({ steps: lived, count }) => ({ steps: lived, count })),
    touchpoints: [...journeys.numberOf.keys()],
    block,
    ofStep: Object.fromEntries(steps.map(({ step, touchpoints }) => [step, touchpoints.map(String)])),
  })
  if ('problem' in answer) throw tooWide(answer.problem)
  const held = meant.flatMap(({ variant, count }, place) => (answer.ways[place] ? [{ variant, count, way: answer.ways[place] }] : []))
  const numbering = createNumbering(steps.map(({ step }) => step))
  const ways = held.map(({ variant, count, way }) => ({ variant, ...numbering.of(way, count) }))
  const n = held.reduce((sum, { count }) => sum + count, 0)
  const fitness = held.reduce((sum, { count, way }) => sum + count * way.fitness, 0)
  const { gaps, times } = numbering
  const distinct = rows[0]?.distinct ?? 0
  return { journeys, ways, gaps, times, meanFitness: n === 0 ? null : fitness / n, stepsLeast: answer.stepsLeast, distinct }
}

/** The number of a gap in what was held; undefined if no journey has it. */
export function numberOf({ gaps }: HeldJourneys, ready: ReadyMap, gap: GapKey): number | undefined {
  if (gap.kind === 'failed') {
    const place = ready.design.steps.findIndex(({ step }) => step === gap.step)
    return place === -1 ? undefined : FAILED + place + 1
  }
  const place = gaps.findIndex((each) => isSame(each, gap))
  return place === -1 ? undefined : place + 1
}

function isSame(a: GapKey, b: GapKey): boolean {
  return a.kind === b.kind && ('step' in a ? a.step : a.touchpointId) === ('step' in b ? b.step : b.touchpointId)
}

function createNumbering(steps: string[]) {
  const gaps: GapKey[] = []
  const times: number[] = []
  const numbers = new Map<string, number>()
  const numberOfGap = (gap: LivedGap, count: number) => {
    const name = `${gap.kind} ${gap.of}`
    const number = numbers.get(name) ?? gaps.push(keyOf(gap))
    numbers.set(name, number)
    times[number - 1] = (times[number - 1] ?? 0) + gap.times * count
    return number
  }
  const of = (way: AlignedWay, count: number): Pick<HeldWay, 'numbers' | 'met'> => ({
    numbers: way.fits ? [FITS] : way.gaps.map((gap) => numberOfGap(gap, count)),
    met: way.met.map(({ step, place, before }) => [steps.indexOf(step) + 1, place, before]),
  })
  return { gaps, times, of }
}

function keyOf({ kind, of }: LivedGap): GapKey {
  return kind === 'missing' ? { kind, step: of } : { kind, touchpointId: Number(of) }
}

function tooWide(problem: string): PercorsoError {
  return new PercorsoError('map_too_wide', `Journeys cannot be held against this map: ${problem}.`, {
    status: 422,
    hint: 'Draw more of its steps in order.',
  })
}
