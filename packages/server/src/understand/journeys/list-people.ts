import type { JourneyPart, JourneyQuestion } from '@percorso/contract'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { showLatest } from '../rules/index.ts'
import { requiredAfter } from './funnel-facts.ts'
import { selectAmong, selectPeople } from './people-facts.ts'
import type { Part, Place } from './people-facts.ts'
import { isSimple, numberedStages } from './read-funnel.ts'
import { readyJourneys } from './read-journeys.ts'
import type { Asking, Journeys } from './read-journeys.ts'
import { walkFunnel } from './walk-funnel.ts'

type Wish = { question: JourneyQuestion; of: JourneyPart; cursor?: string | undefined; limit: number }

/** The people behind a number of an answer, page by page. Who was erased since is not shown: a page may be shorter than asked for. */
export async function listPeople(asking: Asking, { question, of, cursor, limit }: Wish) {
  const [after] = fromCursor<[string]>(cursor, ['string']) ?? []
  const ids = await idsOf(asking, { question, of, place: { after, limit: limit + 1 } })
  const page = toPage(ids, limit, (id) => [id])
  const { workspaceId, inWorkspace } = asking.request
  const rows = await inWorkspace((db) => showLatest({ db, workspaceId }, page.items, limit))
  const byId = new Map(rows.map(({ kind, value, lastSeen, ...row }) => [row.profileId, { ...row, head: { kind, value }, lastSeen: lastSeen.toISOString() }]))
  return { items: page.items.flatMap((id) => byId.get(id) ?? []), next: page.next }
} // prettier-ignore

type Wanted = { question: JourneyQuestion; of: JourneyPart; place: Place }

async function idsOf(asking: Asking, { question, of, place }: Wanted): Promise<string[]> {
  const { warehouse } = asking
  const journeys = await readyJourneys(asking, question)
  const { log } = journeys
  if ('funnel' in of && !isSimple(of.funnel)) return selectAmong(warehouse, log, { ids: await walkedTo(asking, journeys, of), place })
  const part = partOf(journeys, of)
  return part ? selectPeople(warehouse, log, { part, place }) : []
}

/** What is meant, in numbers of the log; undefined for what nobody came by. */
function partOf(journeys: Journeys, of: JourneyPart): Part | undefined {
  const { numberOf } = journeys
  if ('variant' in of) return of
  if ('from' in of) {
    const [from, to] = [numberOf.get(of.from), numberOf.get(of.to)]
    return from === undefined || to === undefined ? undefined : { from, to }
  }
  if ('step' in of) {
    const step = numberOf.get(of.step)
    return step === undefined ? undefined : { step, only: of.only }
  }
  return of.stage < of.funnel.stages.length ? { ...of, stages: numberedStages(journeys, of.funnel) } : undefined
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
