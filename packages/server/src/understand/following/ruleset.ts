import { scoreTraits } from '@percorso/contract'
import type { Because } from '@percorso/contract'
import { listSources } from '../../record/collect/index.ts'
import { compileStream, isKnownLeaf, streamKey, wishOf } from '../rules/index.ts'
import type { At, CompiledRule, Event, Keep, MatchedFact, Person, Stream, Turning, Wish } from '../rules/index.ts'
import { computedKeysOf, readyDefinition } from './definitions.ts'
import type { Ready } from './definitions.ts'
import { indexFollowed } from './followed-index.ts'
import type { FollowedIndex } from './followed-index.ts'
import { hasChoices, selectDefined, selectRulesVersion, selectStreams } from './ruleset-tables.ts'
import type { DefinedRow, Scope, StreamRow } from './ruleset-tables.ts'

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

type Following = {
  name: string
  /** All people are judged by it; until then nobody is told what it says of them. */
  isLive: boolean
  streamIds: ReadonlySet<number>
  gives: string[]
  asks: string[]
  /** What it asks that is not about facts, and is not computed. */
  wish: Wish
  /** Whether its answer for somebody who did nothing may differ from person to person. */
  asksMore: boolean
}
/** `turnings`: what one more fact of a stream can do to its rule. */
export type FollowedSegment = Following & {
  kind: 'segment'
  segmentId: number
  rule: CompiledRule
  turnings: ReadonlyMap<number, Turning>
}
/** What computes traits: a computed trait, or a score model. */
export type FollowedSum = Following & {
  kind: 'sum'
  keys: string[]
  /** What they come to, by key; those that come to nothing are left out. `before`: what they were. They stay so until `next` (ms), by themselves. */
  ask(person: Person, at: At, before: Readonly<Record<string, unknown>>): { traits: Record<string, unknown>; next: number }
  /** For a model with stages: the trait that says at which somebody is, and the first one. */
  stage: { key: string; modelId: number; first: string } | undefined
}
export type Followed = FollowedSegment | FollowedSum

/** Somebody who moved from one stage of a model to another; null was none. */
export type StageMove = { modelId: number; model: string; profileId: string; from: string | null; to: string; because: Because }

/** All that is followed in a workspace, made ready. What asks for another comes after it. */
export type Ruleset = {
  version: number
  timeZone: string
  streams: ReadonlyMap<number, FollowedStream>
  /** The streams that facts of a name may be part of. */
  streamsFor: (name: string) => FollowedStream[]
  /** Which stream answers for a key. */
  streamOf: ReadonlyMap<string, number>
  segments: FollowedSegment[]
  /** The same, by their ids. */
  segmentOf: ReadonlyMap<number, FollowedSegment>
  sums: FollowedSum[]
  /** Whom to judge anew, and for whom it is enough to know that they did nothing. */
  index: FollowedIndex
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
  const defined = await selectDefined(scope)
  const source = (await listSources(scope.db, scope.workspaceId)).find(({ name }) => name === SOURCE_NAME)
  const streamOf = new Map(streams.filter(({ filled }) => filled).map(({ key, streamId }) => [key, streamId])) // of two, the later
  const context = { timeZone, streamOf, computedKeys: new Set(computedKeysOf(defined)) }
  const followed = defined.filter(({ state }) => state === 'judging' || state === 'live')
  const ordered = inOrder(followed.map((row) => toFollowed(row, context)))
  const segments = ordered.filter((one) => one.kind === 'segment')
  return {
    version,
    timeZone,
    ...readyStreams(streams, timeZone),
    streamOf,
    segments,
    segmentOf: new Map(segments.map((segment) => [segment.segmentId, segment])),
    sums: ordered.filter((one) => one.kind === 'sum'),
    index: indexFollowed(ordered, timeZone),
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

type Context = { timeZone: string; streamOf: ReadonlyMap<string, number>; computedKeys: ReadonlySet<string> }

function toFollowed(row: DefinedRow, { timeZone, streamOf, computedKeys }: Context): Followed {
  const ready = readyDefinition(row, timeZone)
  const wish = wishOf(ready.leaves)
  const following: Following = {
    name: row.name,
    isLive: row.state === 'live',
    streamIds: new Set(ready.needs.map(({ stream }) => streamOf.get(streamKey(stream))).filter((streamId) => streamId !== undefined)),
    gives: ready.gives,
    asks: ready.asks,
    wish: { ...wish, traits: wish.traits.filter((key) => !computedKeys.has(key)) },
    asksMore: ready.kind !== 'segment' || ready.leaves.some((leaf) => isKnownLeaf(leaf)),
  }
  if (ready.kind === 'segment') {
    const turnings = new Map(Array.from(ready.turnings, ([key, turning]) => [streamOf.get(key)!, turning]))
    return { ...following, kind: 'segment', segmentId: row.id, rule: ready.rule, turnings }
  }
  return ready.kind === 'trait' ? toTrait(following, row.key, ready) : toModel(following, row, ready)
}

function toTrait(following: Following, key: string, { formula }: Extract<Ready, { kind: 'trait' }>): FollowedSum {
  return {
    ...following,
    kind: 'sum',
    keys: [key],
    ask({ facts }, at) {
      const value = formula.value(facts, at)
      return { traits: value === undefined || value === null ? {} : { [key]: value }, next: formula.next(facts, at) }
    },
    stage: undefined,
  }
}

function toModel(following: Following, { id, key }: DefinedRow, { model, first }: Extract<Ready, { kind: 'model' }>): FollowedSum {
  const traits = scoreTraits(key)
  return {
    ...following,
    kind: 'sum',
    keys: Object.values(traits),
    ask(person, at, before) {
      const { scored, next } = model.ask(person, at, before[traits.stage] as string | undefined)
      if (!scored) return { traits: {}, next }
      const named: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(scored)) if (value !== null) named[traits[name as keyof typeof scored]] = value
      return { traits: named, next }
    },
    stage: first === undefined ? undefined : { key: traits.stage, modelId: id, first },
  }
}

/** Those that others ask for first. There is no circle: definitions see to that. */
function inOrder(followed: Followed[]): Followed[] {
  const givers = new Map(followed.flatMap((one) => one.gives.map((what) => [what, one] as const)))
  const ordered = new Set<Followed>()
  const add = (one: Followed) => {
    if (ordered.has(one)) return
    for (const what of one.asks) if (givers.has(what)) add(givers.get(what)!)
    ordered.add(one)
  }
  followed.forEach(add)
  return [...ordered]
}
