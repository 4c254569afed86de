import type { SegmentRule } from '@percorso/contract'
import { normaliseValue } from '../../record/profiles/index.ts'
import { compileRule, streamKey } from '../rules/index.ts'
import type { CompiledRule, Keep, Need } from '../rules/index.ts'
import { badRule } from './bad-rule.ts'
import { insertFill, setStates } from './fill-tables.ts'
import { deleteStreams, insertStream, selectRulesVersion, selectStreams } from './ruleset-tables.ts'
import type { Scope, StreamRow } from './ruleset-tables.ts'
import { selectSegments } from './segment-tables.ts'

/**
 * Has a segment's rule followed: what it needs to be remembered is shared with other rules; what nobody has needed so far is filled from what has been.
 * The caller holds chunks back.
 */
export async function followRule(scope: Scope, segmentId: number, rule: SegmentRule): Promise<void> {
  const stored = await selectStreams(scope)
  const { needs } = compiled(rule, (await selectRulesVersion(scope)).timeZone)
  const streamIds: number[] = []
  for (const [key, { stream, keeps }] of gather(needs)) {
    const known = stored.findLast((row) => row.key === key)
    const missing = keeps.filter((keep) => !known?.keeps.some((kept) => covers(kept, keep)))
    if (known && missing.length === 0) continue
    streamIds.push(await insertStream(scope, { key, stream, keeps: [...(known?.keeps ?? []), ...missing] }))
  }
  if (streamIds.length === 0) await setStates(scope, [segmentId], { from: 'filling', to: 'judging' })
  await insertFill(scope, { streamIds, segmentIds: [segmentId] })
}

/** Nothing is remembered any more that no rule needs. */
export async function forgetUnused(scope: Scope): Promise<void> {
  const { timeZone } = await selectRulesVersion(scope)
  const followed = (await selectSegments(scope)).filter(({ state }) => state !== 'paused')
  const used = new Set(followed.flatMap(({ rule }) => compiled(rule, timeZone).needs.map(({ stream }) => streamKey(stream))))
  const unused = (await selectStreams(scope)).filter(({ key }) => !used.has(key))
  if (unused.length > 0) await deleteStreams(scope, unused.map(({ streamId }) => streamId)) // prettier-ignore
}

/** A rule made ready, if it can be: expressions are read only now. */
export function compiled({ where }: SegmentRule, timeZone: string): CompiledRule {
  try {
    return compileRule(where, { timeZone, normalise: normaliseValue })
  } catch (error) {
    throw badRule(`This rule cannot be understood: ${(error as Error).message}`)
  }
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
