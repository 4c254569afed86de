import type { JourneyPart, JourneyQuestion } from '@percorso/contract'
import { fromCursor } from '../../record/profiles/index.ts'
import { pageOfPeople } from '../rules/index.ts'
import { requiredAfter } from './funnel-facts.ts'
import { selectAmong, selectPeople } from './people-facts.ts'
import type { Part, Place } from './people-facts.ts'
import { isSimple, numberedStages } from './read-funnel.ts'
import { readyJourneys } from './read-journeys.ts'
import type { Asking, Journeys } from './read-journeys.ts'
import { walkFunnel } from './walk-funnel.ts'
import { membersOf } from './whose.ts'

const ACCOUNTS_MAX = 200_000

type Wish = { question: JourneyQuestion; of: JourneyPart; cursor?: string | undefined; limit: number }

/** The people behind a number of an answer, page by page. */
export async function listPeople(asking: Asking, { question, of, cursor, limit }: Wish) {
  const [after] = fromCursor<[string]>(cursor, ['string']) ?? []
  const ids = await idsOf(asking, { question, of, place: { after, limit: limit + 1 } })
  const { workspaceId, inWorkspace } = asking.request
  return inWorkspace((db) => pageOfPeople({ db, workspaceId }, ids, limit))
}

type Wanted = { question: JourneyQuestion; of: JourneyPart; place: Place }

async function idsOf(asking: Asking, { question, of, place }: Wanted): Promise<string[]> {
  const { warehouse } = asking
  const journeys = await readyJourneys(asking, question, namedIn(of))
  const { log } = journeys
  const { accounts } = journeys
  if (accounts) return selectAmong(warehouse, log, { ids: membersOf(accounts, await foundIn(asking, journeys, of)), place })
  if ('funnel' in of && !isSimple(of.funnel)) return selectAmong(warehouse, log, { ids: await walkedTo(asking, journeys, of), place })
  const part = partOf(journeys, of)
  return part ? selectPeople(warehouse, log, { part, place }) : []
}

/** All accounts that are meant. */
function foundIn(asking: Asking, journeys: Journeys, of: JourneyPart): string[] | Promise<string[]> {
  if ('funnel' in of && !isSimple(of.funnel)) return walkedTo(asking, journeys, of)
  const part = partOf(journeys, of)
  return part ? selectPeople(asking.warehouse, journeys.log, { part, place: { after: undefined, limit: ACCOUNTS_MAX } }) : []
}

/** The steps that matter; undefined if all do. */
function namedIn(of: JourneyPart): string[] | undefined {
  if ('variant' in of) return undefined
  if ('funnel' in of) return of.funnel.stages.flatMap(({ steps }) => steps)
  if ('place' in of) return [of, of.next ?? {}].flatMap(({ step, except = [] }: At) => [...(step === undefined ? [] : [step]), ...except])
  return 'from' in of ? [of.from, of.to] : [of.step]
}

/** What is meant, in numbers of the log; undefined for what nobody came by. */
function partOf(journeys: Journeys, of: JourneyPart): Part | undefined {
  if ('variant' in of) return of
  if ('funnel' in of) return of.stage < of.funnel.stages.length ? { ...of, stages: numberedStages(journeys, of.funnel) } : undefined
  if ('place' in of) return placeOf(journeys, of)
  return 'from' in of ? passageOf(journeys, of) : stepOf(journeys, of)
}

type PlacePart = Extract<JourneyPart, { place: number }>
type At = Pick<PlacePart, 'step' | 'except'>

function placeOf(journeys: Journeys, { place, next, ...at }: PlacePart): Part | undefined {
  const [here, after] = [atOf(journeys, at), next && atOf(journeys, next)]
  return here && (!next || after) ? { place, ...here, next: after } : undefined
}

function atOf({ numberOf }: Journeys, { step, except = [] }: At) {
  const number = step === undefined ? undefined : numberOf.get(step)
  if (step !== undefined && number === undefined) return undefined
  return { step: number, except: except.flatMap((each) => numberOf.get(each) ?? []) }
}

function passageOf({ numberOf }: Journeys, { from, to }: { from: string; to: string }): Part | undefined {
  const [a, b] = [numberOf.get(from), numberOf.get(to)]
  return a === undefined || b === undefined ? undefined : { from: a, to: b }
}

function stepOf({ numberOf }: Journeys, { step, only }: { step: string; only?: 'starts' | 'ends' | undefined }): Part | undefined {
  const number = numberOf.get(step)
  return number === undefined ? undefined : { step: number, only }
}

type StagePart = Extract<JourneyPart, { funnel: unknown }>

async function walkedTo({ warehouse }: Asking, journeys: Journeys, { funnel, stage, dropped }: StagePart): Promise<string[]> {
  const stages = numberedStages(journeys, funnel)
  const { funnel: walked, people } = await walkFunnel({ warehouse, log: journeys.log }, funnel, stages)
  const next = dropped ? requiredAfter(stages, stage) : undefined
  const reached = walked.stages[stage]?.eventOf
  const further = next === undefined ? undefined : walked.stages[next]?.eventOf
  return people.filter((_, c) => (reached?.[c] ?? -1) >= 0 && (further?.[c] ?? -1) < 0)
}
