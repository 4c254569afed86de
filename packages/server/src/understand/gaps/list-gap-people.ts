import type { GapKey } from '@percorso/contract'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import type { Journeys } from '../journeys/index.ts'
import { showLatest } from '../rules/index.ts'
import { selectPeopleOf } from './gap-facts.ts'
import { holdJourneys, numberOf } from './hold-journeys.ts'
import { questionOf, readyMap } from './ready-map.ts'
import type { Asking } from './ready-map.ts'
import { heldOf, marksOf } from './held-of.ts'
import type { Wish } from './show-gaps.ts'

const ACCOUNTS_MAX = 200_000

type PeopleWish = Wish & { gap: GapKey; cursor?: string | undefined; limit: number }
type Place = { after: string | undefined; limit: number }

/** The people whose journeys have a gap, page by page. Who was erased since is not shown: a page may be shorter than asked for. */
export async function listGapPeople(asking: Asking, { gap, cursor, limit, ...wish }: PeopleWish) {
  const [after] = fromCursor<[string]>(cursor, ['string']) ?? []
  const ids = await idsOf(asking, { ...wish, gap, place: { after, limit: limit + 1 } })
  const page = toPage(ids, limit, (id) => [id])
  const { workspaceId, inWorkspace } = asking.request
  const rows = await inWorkspace((db) => showLatest({ db, workspaceId }, page.items, limit))
  const byId = new Map(rows.map(({ kind, value, lastSeen, ...row }) => [row.profileId, { ...row, head: { kind, value }, lastSeen: lastSeen.toISOString() }]))
  return { items: page.items.flatMap((id) => byId.get(id) ?? []), next: page.next }
} // prettier-ignore

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
    .filter((id) => place.after === undefined || id > place.after)
    .slice(0, place.limit)
}

function membersOf({ people, accounts }: NonNullable<Journeys['accounts']>, meant: string[]): string[] {
  const among = new Set(meant)
  return [...new Set(people.filter((_, place) => among.has(accounts[place]!)))].sort()
}
