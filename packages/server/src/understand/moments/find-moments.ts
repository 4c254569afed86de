import { shareOf } from '@percorso/maths'
import type { MomentsAnswer, MomentsQuestion } from '@percorso/contract'
import { inThread } from '../../ground/index.ts'
import type { Asking, Journeys } from '../journeys/index.ts'
import { knownColumns } from './known-before.ts'
import { selectCompared } from './moments-facts.ts'
import type { Compared } from './moments-facts.ts'
import type { MomentsWork, work } from './moments-thread.ts'
import { readyMoments } from './ready-moments.ts'
import { shownMoment, shownShare } from './show-moment.ts'
import { readTraits } from './trait-tables.ts'

const THREAD = new URL('./moments-thread.ts', import.meta.url)

/**
 * Which touchpoints go with an outcome: of the people who reached a stage, those who met a touchpoint within so many days of it against the others, with
 * what was known of both when they reached it held fast. Counted from the log of journeys in one statement; the arithmetic is `momentsOfTruth`.
 */
export async function findMoments(asking: Asking, question: MomentsQuestion, now: number): Promise<MomentsAnswer> {
  const { journeys, asked, candidates } = await readyMoments(asking, question, now)
  const withIds = question.traits.length > 0
  const { everybody, notReached, tooSoon, early, ...compared } = await selectCompared(asking.warehouse, journeys.log, { asked, withIds })
  const traits = withIds ? await readTraits(asking.request, compared.ids, question.traits) : []
  const numbers = candidates.map((step) => journeys.numberOf.get(step) ?? 0)
  const knownBefore = knownColumns(compared, { stepAt: journeys.stepAt, traits })
  const moments = await inThread<typeof work>(THREAD, workOf(compared, { numbers, knownBefore, question }))
  const yes = compared.outcomes.reduce((sum, one) => sum + one, 0)
  const { steps, left_out } = journeys.asked
  return {
    steps,
    asOf: new Date(asked.end_ms).toISOString(),
    wording: 'association',
    people: { all: everybody, compared: compared.outcomes.length, notReached, tooSoon, early, notLookedAt: left_out },
    outcome: shownShare(shareOf(yes, compared.outcomes.length)),
    knownBefore: { always: namesOf(journeys), traits: question.traits },
    items: moments.map((moment) => shownMoment(moment, { ...stepOf(journeys, candidates[Number(moment.touchpoint)]!), stopped: asked.stopped })),
  }
} // prettier-ignore

type Worked = { numbers: number[]; knownBefore: Float64Array[]; question: MomentsQuestion }

function workOf({ outcomes, metNumbers, metCounts }: Compared, { numbers, knownBefore, question }: Worked): MomentsWork {
  return {
    outcomes: Uint8Array.from(outcomes),
    met: { numbers: Uint16Array.from(metNumbers), counts: Uint32Array.from(metCounts) },
    candidates: numbers,
    knownBefore,
    limits: { peopleMin: question.peopleMin, qMax: question.qMax },
  }
}

function namesOf({ asked }: Journeys): MomentsAnswer['knownBefore']['always'] {
  const always = ['facts', 'steps', 'days', 'outcome', 'month'] as const
  return asked.steps === 'touchpoints' ? [...always, 'first channel', 'first stage'] : [...always]
}

/** What is no step any more is named as it was asked for. */
function stepOf({ numberOf, stepAt }: Journeys, step: string) {
  const number = numberOf.get(step)
  return number === undefined ? { step, name: step, stage: null, channel: null } : stepAt(number)
}
