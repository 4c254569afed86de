import { leavesOf } from '@percorso/contract'
import type { SegmentRuleLeaf } from '@percorso/contract'
import { listSources } from '../../record/collect/index.ts'
import { normaliseValue } from '../../record/profiles/index.ts'
import type { KnownWish } from '../../record/profiles/index.ts'
import { compileRule, compileStream, isKnownLeaf, streamKey, wishOf } from '../rules/index.ts'
import type { CompiledRule, Event, Keep, MatchedFact, Stream } from '../rules/index.ts'
import { indexSegments } from './segment-index.ts'
import type { SegmentIndex } from './segment-index.ts'
import { hasChoices, selectFollowed, selectRulesVersion, selectStreams } from './ruleset-tables.ts'
import type { FollowedRow, Scope, StreamRow } from './ruleset-tables.ts'

/** Facts about who entered and left come from a source of this name. */
export const SOURCE_NAME = 'Segments'

export type FollowedStream = {
  streamId: number
  kind: Stream['kind']
  keeps: Keep[]
  /** The name of all facts that can be part of it, if it has one. */
  name: string | undefined
  asksProperties: boolean
  eventOf: (fact: MatchedFact) => Event | undefined
}

export type FollowedSegment = {
  segmentId: number
  name: string
  isLive: boolean
  rule: CompiledRule
  streamIds: ReadonlySet<number>
  /** Segments its rule names. */
  names: ReadonlySet<number>
  /** What it asks that is not about facts. */
  wish: KnownWish
  /** Whether its answer for somebody who did nothing may differ from person to person. */
  asksMore: boolean
}

/** All that is followed in a workspace, made ready. Segments come after those that they name. */
export type Ruleset = {
  version: number
  timeZone: string
  streams: ReadonlyMap<number, FollowedStream>
  /** The streams that facts of a name may be part of. */
  streamsFor: (name: string) => FollowedStream[]
  /** Which stream answers for a key. */
  streamOf: ReadonlyMap<string, number>
  segments: FollowedSegment[]
  /** Whom to judge anew, and for whom it is enough to know that they did nothing. */
  index: SegmentIndex
  hasChoices: boolean
  sourceId: number | undefined
}

/** Reads what is followed in a workspace, again only when it has changed. */
export type RulesetOf = (scope: Scope) => Promise<Ruleset>

const WORKSPACES_MAX = 100

/** Keeps the rulesets of the workspaces that are busy. */
export function createRulesets(): RulesetOf {
  const kept = new Map<number, Ruleset>()
  return async (scope) => {
    const { version, timeZone } = await selectRulesVersion(scope)
    const known = kept.get(scope.workspaceId)
    if (known?.version === version && known.timeZone === timeZone) return known
    if (kept.size >= WORKSPACES_MAX) kept.clear()
    const ruleset = await readRuleset(scope, { version, timeZone })
    kept.set(scope.workspaceId, ruleset)
    return ruleset
  }
}

async function readRuleset(scope: Scope, { version, timeZone }: Pick<Ruleset, 'version' | 'timeZone'>): Promise<Ruleset> {
  const streams = await selectStreams(scope)
  const segments = await selectFollowed(scope)
  const source = (await listSources(scope.db, scope.workspaceId)).find(({ name }) => name === SOURCE_NAME)
  const streamOf = new Map(streams.filter(({ filled }) => filled).map(({ key, streamId }) => [key, streamId])) // of two, the later
  const ordered = inOrder(segments.map((row) => readySegment(row, { timeZone, streamOf })))
  return {
    version,
    timeZone,
    ...readyStreams(streams, timeZone),
    streamOf,
    segments: ordered,
    index: indexSegments(ordered, timeZone),
    hasChoices: await hasChoices(scope),
    sourceId: source?.sourceId,
  }
}

function readyStreams(rows: StreamRow[], timeZone: string): Pick<Ruleset, 'streams' | 'streamsFor'> {
  const streams = new Map<number, FollowedStream>()
  const named = new Map<string, FollowedStream[]>()
  const ofAny: FollowedStream[] = []
  for (const { streamId, stream, keeps } of rows) {
    const { fact, where } = stream.match
    const asksProperties = stream.kind !== 'time' || where !== undefined
    const followed: FollowedStream = {
      streamId,
      kind: stream.kind,
      keeps,
      name: fact,
      asksProperties,
      eventOf: compileStream(stream, timeZone),
    }
    streams.set(streamId, followed)
    if (fact === undefined) ofAny.push(followed)
    else named.set(fact, [...(named.get(fact) ?? []), followed])
  }
  for (const [name, own] of named) named.set(name, [...own, ...ofAny])
  return { streams, streamsFor: (name) => named.get(name) ?? ofAny }
}

type Context = { timeZone: string; streamOf: ReadonlyMap<string, number> }

function readySegment({ segmentId, name, rule: { where }, state }: FollowedRow, { timeZone, streamOf }: Context): FollowedSegment {
  const rule = compileRule(where, { timeZone, normalise: normaliseValue })
  const leaves = leavesOf<SegmentRuleLeaf>(where)
  const streamIds = rule.needs.map(({ stream }) => streamOf.get(streamKey(stream))).filter((streamId) => streamId !== undefined)
  return {
    segmentId,
    name,
    isLive: state === 'live',
    rule,
    streamIds: new Set(streamIds),
    names: new Set(leaves.flatMap((leaf) => ('segment' in leaf ? [leaf.segment] : []))),
    wish: wishOf(leaves),
    asksMore: leaves.some((leaf) => isKnownLeaf(leaf)),
  }
}

/** Those that are named by others first. There is no circle: definitions see to that. */
function inOrder(segments: FollowedSegment[]): FollowedSegment[] {
  const byId = new Map(segments.map((segment) => [segment.segmentId, segment]))
  const ordered = new Set<FollowedSegment>()
  const add = (segment: FollowedSegment) => {
    if (ordered.has(segment)) return
    for (const name of segment.names) if (byId.has(name)) add(byId.get(name)!)
    ordered.add(segment)
  }
  segments.forEach(add)
  return [...ordered]
}
