import { streamKey } from '../rules/index.ts'
import type { Keep, Need } from '../rules/index.ts'
import { readyDefinition } from './definitions.ts'
import type { Draft } from './definitions.ts'
import { deleteFills, insertFill, setStates } from './fill-tables.ts'
import { deleteStreams, insertStream, selectDefined, selectRulesVersion, selectStreams } from './ruleset-tables.ts'
import type { DefinedRow, Scope, StreamRow } from './ruleset-tables.ts'

/**
 * Has a definition followed: what it needs to be remembered is shared with others; what nobody has needed so far is filled from what has been. The caller
 * holds chunks back.
 */
export async function follow<Of extends DefinedRow['kind']>(scope: Scope, draft: Draft<Of> & { id: number }): Promise<void> {
  const stored = await selectStreams(scope)
  const { needs } = readyDefinition(draft, (await selectRulesVersion(scope)).timeZone)
  const streamIds: number[] = []
  for (const [key, { stream, keeps }] of gather(needs)) {
    const known = stored.findLast((row) => row.key === key)
    const missing = keeps.filter((keep) => !known?.keeps.some((kept) => covers(kept, keep)))
    if (known && missing.length === 0) continue
    streamIds.push(await insertStream(scope, { key, stream, keeps: [...(known?.keeps ?? []), ...missing] }))
  }
  const ids = (kind: DefinedRow['kind']) => (draft.kind === kind ? [draft.id] : [])
  const filled = { segmentIds: ids('segment'), traitIds: ids('trait'), modelIds: ids('model') }
  if (streamIds.length === 0) await setStates(scope, filled, { from: 'filling', to: 'judging' })
  await insertFill(scope, { streamIds, ...filled })
}

/** Has everything that is followed filled anew, in one go, from nothing. The caller holds chunks back. */
export async function followAnew(scope: Scope): Promise<void> {
  const { timeZone } = await selectRulesVersion(scope)
  const followed = (await selectDefined(scope)).filter(({ state }) => state !== 'paused')
  await deleteFills(scope)
  await deleteStreams(scope, (await selectStreams(scope)).map(({ streamId }) => streamId)) // prettier-ignore
  const streamIds: number[] = []
  const needs = followed.flatMap((row) => readyDefinition(row, timeZone).needs)
  for (const [key, { stream, keeps }] of gather(needs)) streamIds.push(await insertStream(scope, { key, stream, keeps }))
  const ids = (kind: DefinedRow['kind']) => followed.filter((row) => row.kind === kind).map(({ id }) => id)
  const filled = { segmentIds: ids('segment'), traitIds: ids('trait'), modelIds: ids('model') }
  const first = streamIds.length > 0 ? 'filling' : 'judging'
  for (const from of ['filling', 'judging', 'live']) await setStates(scope, filled, { from, to: first })
  if (followed.length > 0) await insertFill(scope, { streamIds, ...filled })
}

/** Nothing is remembered any more that nobody needs. */
export async function forgetUnused(scope: Scope): Promise<void> {
  const { timeZone } = await selectRulesVersion(scope)
  const followed = (await selectDefined(scope)).filter(({ state }) => state !== 'paused')
  const used = new Set(followed.flatMap((row) => readyDefinition(row, timeZone).needs.map(({ stream }) => streamKey(stream))))
  const unused = (await selectStreams(scope)).filter(({ key }) => !used.has(key))
  if (unused.length > 0) await deleteStreams(scope, unused.map(({ streamId }) => streamId)) // prettier-ignore
}

function gather(needs: Need[]): Map<string, Pick<StreamRow, 'stream' | 'keeps'>> {
  const streams = new Map<string, Pick<StreamRow, 'stream' | 'keeps'>>()
  for (const { stream, keep } of needs) {
    const key = streamKey(stream)
    if (!streams.has(key)) streams.set(key, { stream, keeps: [] })
    const { keeps } = streams.get(key)!
    if (keep && !keeps.some((kept) => covers(kept, keep))) keeps.push(keep)
  }
  return streams
}

/** Whether what is kept for one is enough for the other: the same, all of a time that holds the other's, or the latest of a longer time. */
function covers(kept: Keep, wanted: Keep): boolean {
  if (JSON.stringify(kept) === JSON.stringify(wanted)) return true
  if (!holdsTimeOf(kept, wanted) || kept.earliest !== undefined || kept.distinct) return false
  if (kept.latest === undefined) return true
  const isRange = [kept.from, kept.to, wanted.from, wanted.to].some((bound) => bound !== undefined) // whose latest are not the latest of all
  return !isRange && wanted.earliest === undefined && !wanted.distinct && kept.latest >= (wanted.latest ?? Infinity)
}

function holdsTimeOf(kept: Keep, wanted: Keep): boolean {
  const isLonger = (kept.within ?? Infinity) >= (wanted.within ?? Infinity)
  return isLonger && (kept.from ?? -Infinity) <= (wanted.from ?? -Infinity) && (kept.to ?? Infinity) >= (wanted.to ?? Infinity)
}
