import type { peopleCount } from '@percorso/contract'
import type * as z from 'zod'
import { findCandidates } from './find-candidates.ts'
import { wantedBy } from './list-people.ts'
import type { PeopleSearch } from './list-people.ts'
import { countAmong, countThese } from './people-tables.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

export type PeopleCount = z.infer<typeof peopleCount>

const COUNT_MS = 40
/** So many are counted however long it takes: a small number is exact. */
const LOOKED_MIN = 10_000
const FIRST_SHARE = 1 / 4096
const END = 2 ** 32
const Z_95 = 1.96

/**
 * How many people are meant. Ids of people are hashes, so that whoever has an id below some point is a random sample of all: larger and larger
 * parts are counted until all are, or the time is up; then the rest is estimated from what was seen.
 */
export async function countPeople(
  { workspaceId, inWorkspace }: Pick<WorkspaceRequest, 'workspaceId' | 'inWorkspace'>,
  search: PeopleSearch,
): Promise<PeopleCount> {
  const wanted = wantedBy(search)
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const candidates = await findCandidates(scope, wanted)
    if (candidates) return exactly(await countThese(scope, wanted, candidates))
    const until = performance.now() + COUNT_MS
    let [count, looked, share] = [0, 0, 0]
    for (let next = FIRST_SHARE; share < 1; next = Math.min(1, next * 4)) {
      const found = await countAmong(scope, wanted, { from: idAt(share), to: next === 1 ? undefined : idAt(next) })
      count += found.wanted
      looked += found.people
      share = next
      if (looked >= LOOKED_MIN && performance.now() > until) break
    }
    return share === 1 ? exactly(count) : estimate(count, share)
  })
}

function exactly(count: number): PeopleCount {
  return { count, exact: true, low: count, high: count }
}

/** From how many were found in a random share of all: binomial, by the normal approximation; the rule of three where none was found. */
export function estimate(found: number, share: number): PeopleCount {
  const count = Math.round(found / share)
  const margin = found === 0 ? 3 / share : (Z_95 * Math.sqrt(found * (1 - share))) / share
  return { count, exact: false, low: Math.max(found, Math.round(count - margin)), high: Math.round(count + margin) }
}

/** The id below which this share of all ids lies. */
export function idAt(share: number): string {
  return `${Math.round(share * END)
    .toString(16)
    .padStart(8, '0')}-0000-0000-0000-000000000000`
}
