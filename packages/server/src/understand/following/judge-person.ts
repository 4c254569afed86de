import type { Because } from '@percorso/contract'
import type { At, Person } from '../rules/index.ts'
import { asPerson } from './load-people.ts'
import type { Followed, Memory } from './load-people.ts'
import type { Move } from './member-tables.ts'
import type { Asking, Beside } from './followed-index.ts'
import type { FollowedSegment, FollowedSum, Ruleset, StageMove } from './ruleset.ts'

/**
 * Somebody to judge: `touched` are the streams that something was added to; `beside`, what else may have changed; `changed`, the identifiers whose memory is
 * to be stored; `because`, because of what something that asks for these streams turns.
 */
export type Case = {
  person: Followed
  touched: ReadonlySet<number>
  beside: Beside
  changed: Set<string>
  because: (streamIds: ReadonlySet<number>) => Because
}
/** Who entered and left segments, and who moved from stage to stage. */
export type Judged = { moves: Move[]; stages: StageMove[] }

/** Somebody while they are judged. `members` are the segments that they are in by now. */
type Standing = Case & { ruleset: Ruleset; at: At; head: Memory; members: Set<number>; asked: Person; isAnew: boolean } & Judged

/** Asks all of this about one person, in its order; changes what is remembered of them. */
export function judgePerson(one: Case, askings: Asking[], { ruleset, at }: { ruleset: Ruleset; at: At }): Judged {
  const { person } = one
  if (!person.lives) return leaveAll(one)
  const head = person.memories.get(person.profileId)!
  const members = new Set(head.members ?? [])
  const isAnew = one.beside === 'everything' || !head.members
  const standing: Standing = {
    ...one,
    ruleset,
    at,
    head,
    members,
    asked: asPerson(person, ruleset, members),
    isAnew,
    moves: [],
    stages: [],
  }
  const wakeAt = judgeAll(standing, askings)
  if (standing.moves.length > 0 || !head.members || head.wakeAt !== wakeAt) one.changed.add(person.profileId)
  if (standing.moves.length > 0 || !head.members) head.members = [...members].sort((a, b) => a - b)
  head.wakeAt = wakeAt
  return standing
}

/** Returns when something may turn by itself. */
function judgeAll(standing: Standing, askings: Asking[]): number | null {
  const { isAnew, head, members, ruleset } = standing
  if (isAnew) for (const segment of idlersAmong(standing, askings)) put(standing, segment, ruleset.index.ofIdlers.has(segment.segmentId))
  let wakeAt = isAnew ? Infinity : (head.wakeAt ?? Infinity)
  for (const { one, unless } of askings) {
    if (one.kind === 'sum') wakeAt = Math.min(wakeAt, sumUp(standing, one))
    else if (isAnew || members.has(one.segmentId) !== unless) wakeAt = Math.min(wakeAt, judgeSegment(standing, one))
  }
  return wakeAt === Infinity ? null : wakeAt
}

function judgeSegment(standing: Standing, segment: FollowedSegment): number {
  const { holds, next } = segment.rule.ask(standing.asked, standing.at)
  put(standing, segment, holds)
  return next
}

function put({ person, because, head, members, moves, ruleset }: Standing, segment: FollowedSegment, answer: boolean): void {
  const { segmentId, isLive, asks, streamIds } = segment
  const isIn = person.choices.get(segmentId) ?? answer
  if (isIn === members.has(segmentId)) return
  const isBorn = !head.members && ruleset.index.ofIdlers.has(segmentId) // whoever is new is in from the beginning: that is not entering
  const asked = moves.findLast((move) => asks.includes(`segment ${move.segmentId}`)) // a segment that it asks for has just turned
  moves.push({
    segmentId,
    profileId: person.profileId,
    enters: isIn,
    because: asked?.because ?? because(streamIds),
    quietly: !isLive || isBorn,
  })
  if (isIn) members.add(segmentId)
  else members.delete(segmentId)
}

/** Computes traits, for whatever asks for them afterwards as well. */
function sumUp(standing: Standing, sum: FollowedSum): number {
  const { person, asked, at } = standing
  const before = person.computed
  const { traits: now, next } = sum.ask(asked, at, before)
  if (sum.keys.some((key) => !isSame(before[key], now[key]))) {
    person.computed = { ...before }
    for (const key of sum.keys) {
      if (Object.hasOwn(now, key)) person.computed[key] = now[key]
      else if (Object.hasOwn(before, key)) delete person.computed[key]
      asked.state.traits[key] = now[key]
    }
    moveStage(standing, sum, { before, now })
  }
  return next
}

type Traits = Readonly<Record<string, unknown>>

function moveStage(
  { person, because, stages }: Standing,
  { stage, isLive, name, streamIds }: FollowedSum,
  { before, now }: { before: Traits; now: Traits },
): void {
  if (!stage || !isLive) return
  const [from, to] = [(before[stage.key] as string | undefined) ?? null, now[stage.key] as string | undefined]
  const isBorn = from === null && to === stage.first // whoever is new is at the first stage: that is not moving
  if (to === undefined || from === to || isBorn) return
  stages.push({ modelId: stage.modelId, model: name, profileId: person.profileId, from, to, because: because(streamIds) })
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

const NO_STREAMS: ReadonlySet<number> = new Set()

/** An identifier that was parted from all facts stands for nobody, and is in nothing. */
function leaveAll({ person, changed, because }: Case): Judged {
  const { profileId, memories } = person
  const head = memories.get(profileId)!
  const moves = (head.members ?? []).map((segmentId) => ({
    segmentId,
    profileId,
    enters: false,
    because: because(NO_STREAMS),
    quietly: true,
  }))
  if (head.members) changed.add(profileId)
  head.members = null
  head.wakeAt = null
  if (Object.keys(person.computed).length > 0) person.computed = {}
  return { moves, stages: [] }
}

/** Segments that nothing this person did is about: they are in or out like anybody who did nothing. Only those for which that may be news. */
function idlersAmong({ ruleset: { segmentOf, index }, members, person }: Standing, askings: Asking[]): FollowedSegment[] {
  const news = new Set(person.choices.keys())
  for (const segmentId of index.ofIdlers) if (!members.has(segmentId)) news.add(segmentId)
  for (const segmentId of members) if (!index.ofIdlers.has(segmentId)) news.add(segmentId)
  for (const { one } of askings) if (one.kind === 'segment') news.delete(one.segmentId)
  return [...news].flatMap((segmentId) => segmentOf.get(segmentId) ?? [])
}
