import type { MomentPart, MomentsQuestion } from '@percorso/contract'
import { fromCursor } from '../../record/profiles/index.ts'
import type { Asking, Journeys } from '../journeys/index.ts'
import { pageOfPeople } from '../rules/index.ts'
import { selectAmong } from './moments-facts.ts'
import type { Among } from './moments-facts.ts'
import { readyMoments } from './ready-moments.ts'

type Wish = { question: MomentsQuestion; of: MomentPart; cursor?: string | undefined; limit: number; now: number }

/** The people behind a number of an answer, page by page. */
export async function listPeople(asking: Asking, { question, of, cursor, limit, now }: Wish) {
  const [after] = fromCursor<[string]>(cursor, ['string']) ?? []
  const wanted = 'step' in of && of.step !== undefined ? { ...question, candidates: [of.step] } : question
  const { journeys, asked } = await readyMoments(asking, wanted, now)
  const place = { after, limit: limit + 1 }
  const ids = await selectAmong(asking.warehouse, journeys.log, { asked, among: amongOf(journeys, of), place })
  const { workspaceId, inWorkspace } = asking.request
  return inWorkspace((db) => pageOfPeople({ db, workspaceId }, ids, limit))
}

function amongOf({ numberOf }: Journeys, of: MomentPart): Among {
  if ('leftOut' in of) return { state: of.leftOut }
  const met = of.step === undefined ? undefined : { number: numberOf.get(of.step) ?? 0, is: of.met }
  return { state: 'compared', met, yes: of.outcome }
}
