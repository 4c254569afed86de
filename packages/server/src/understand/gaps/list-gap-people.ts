import type { GapKey } from '@percorso/contract'
import { fromCursor } from '../../record/profiles/index.ts'
import { membersOf } from '../journeys/index.ts'
import { pageOfPeople } from '../rules/index.ts'
import { selectPeopleOf } from './gap-facts.ts'
import { holdJourneys, numberOf } from './hold-journeys.ts'
import { questionOf, readyMap } from './ready-map.ts'
import type { Asking } from './ready-map.ts'
import { heldOf, marksOf } from './held-of.ts'
import type { Wish } from './show-gaps.ts'

const ACCOUNTS_MAX = 200_000

type PeopleWish = Wish & { gap: GapKey; cursor?: string | undefined; limit: number }
type Place = { after: string | undefined; limit: number }

/** The people whose journeys have a gap, page by page. */
export async function listGapPeople(asking: Asking, { gap, cursor, limit, ...wish }: PeopleWish) {
  const [after] = fromCursor<[string]>(cursor, ['string']) ?? []
  const ids = await idsOf(asking, { ...wish, gap, place: { after, limit: limit + 1 } })
  const { workspaceId, inWorkspace } = asking.request
  return inWorkspace((db) => pageOfPeople({ db, workspaceId }, ids, limit))
}

async function idsOf(asking: Asking, { gap, place, ...wish }: Wish & { gap: GapKey; place: Place }): Promise<string[]> {
  const ready = await readyMap(asking, wish.mapId)
  const heldJourneys = await holdJourneys(asking, ready, questionOf(ready, wish))
  const number = numberOf(heldJourneys, ready, gap)
  if (number === undefined) return []
  const marks = gap.kind === 'failed' ? marksOf(ready.design.steps, undefined) : []
  const held = heldOf(asking, { ready, heldJourneys, span: wish, marks })
  const { accounts } = heldJourneys.journeys
  if (!accounts) return selectPeopleOf(asking.warehouse, held, { number, ...place })
  const meant = await selectPeopleOf(asking.warehouse, held, { number, after: undefined, limit: ACCOUNTS_MAX })
  return membersOf(accounts, meant)
    .sort()
    .filter((id) => place.after === undefined || id > place.after)
    .slice(0, place.limit)
}
