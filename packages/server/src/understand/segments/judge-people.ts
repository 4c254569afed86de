import type { Because } from '@percorso/contract'
import { momentIn, packStreams } from '../rules/index.ts'
import type { At } from '../rules/index.ts'
import { addKnown, asPerson } from './load-people.ts'
import type { Followed } from './load-people.ts'
import { applyMoves, forgetMembers } from './member-tables.ts'
import type { Move } from './member-tables.ts'
import type { FollowedSegment, Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'
import { saveStates } from './state-tables.ts'
import type { StateRow } from './state-tables.ts'

/** Somebody to judge: `touched` are the streams that something was added to, or everything; `changed`, the identifiers whose memory is to be stored. */
export type Case = { person: Followed; touched: ReadonlySet<number> | 'everything'; changed: Set<string>; because: Because }

type Judging = Scope & { ruleset: Ruleset; now: number }

/** Judges people anew, and stores what is remembered of them and which segments they are in. Returns who entered and left. */
export async function judgePeople(judging: Judging, cases: Case[]): Promise<Move[]> {
  const { ruleset, now } = judging
  const at = momentIn(ruleset.timeZone, now)
  const todo = cases.map((one) => ({ ...one, segments: segmentsToJudge(ruleset, one) }))
  const asked = new Set(todo.flatMap(({ segments }) => segments))
  const asking = todo.filter(({ segments }) => segments.some(({ wish }) => wish.accounts || wish.identifiers || wish.traits.length > 0))
  if (asking.length > 0) await addKnown(judging, asking.map(({ person }) => person), asked) // prettier-ignore
  const moves = todo.flatMap((one) => (one.person.lives ? judge(one, ruleset, at) : leaveAll(one)))
  const former = cases.flatMap(({ person }) =>
    person.formerHeads.map((profileId) => ({ profileId, members: person.memories.get(profileId)?.members ?? [] })),
  )
  await forgetMembers(judging, former, now)
  await applyMoves(judging, moves, now)
  await saveStates(
    judging,
    todo.flatMap((one) => rowsOf(one, ruleset)),
  )
  return moves
}

/** Those whose answer may have changed. */
function segmentsToJudge({ index }: Ruleset, { person, touched }: Case): FollowedSegment[] {
  if (touched !== 'everything' && !isNew(person)) return index.touchedBy(touched, false)
  const streams = new Set([...person.memories.values()].flatMap((memory) => [...memory.streams.keys()]))
  return index.touchedBy(streams, true)
}

function isNew({ profileId, memories }: Followed): boolean {
  return !memories.get(profileId)?.members
}

function judge({ person, segments, changed, because, touched }: Case & { segments: FollowedSegment[] }, ruleset: Ruleset, at: At): Move[] {
  const { profileId, memories, choices } = person
  const head = memories.get(profileId)!
  const members = new Set(head.members ?? [])
  const asked = asPerson(person, ruleset, members)
  const moves: Move[] = []
  const put = ({ segmentId, isLive }: FollowedSegment, answer: boolean) => {
    const isIn = choices.get(segmentId) ?? answer
    if (isIn === members.has(segmentId)) return
    const isBorn = !head.members && ruleset.index.ofIdlers.has(segmentId) // whoever is new is in from the beginning: that is not entering
    moves.push({ segmentId, profileId, enters: isIn, because, quietly: !isLive || isBorn })
    if (isIn) members.add(segmentId)
    else members.delete(segmentId)
  }
  const isAnew = touched === 'everything' || !head.members
  if (isAnew)
    idlersAmong(ruleset, segments, { members, choices }).forEach((segment) => put(segment, ruleset.index.ofIdlers.has(segment.segmentId)))
  let wakeAt = isAnew ? Infinity : (head.wakeAt ?? Infinity)
  for (const segment of segments) {
    put(segment, segment.rule.holds(asked, at))
    wakeAt = Math.min(wakeAt, segment.rule.nextMoment(asked, at) ?? Infinity)
  }
  const next = wakeAt === Infinity ? null : wakeAt
  if (moves.length > 0 || !head.members || head.wakeAt !== next) changed.add(profileId)
  head.members = [...members].sort((a, b) => a - b)
  head.wakeAt = next
  return moves
}

/** An identifier that was parted from all facts stands for nobody, and is in nothing. */
function leaveAll({ person: { profileId, memories }, changed, because }: Case): Move[] {
  const head = memories.get(profileId)!
  const moves = (head.members ?? []).map((segmentId) => ({ segmentId, profileId, enters: false, because, quietly: true }))
  if (head.members) changed.add(profileId)
  head.members = null
  head.wakeAt = null
  return moves
}

type Standing = { members: ReadonlySet<number>; choices: ReadonlyMap<number, boolean> }

/** Segments that nothing this person did is about: they are in or out like anybody who did nothing. Only those for which that may be news. */
function idlersAmong({ segments, index }: Ruleset, judged: FollowedSegment[], { members, choices }: Standing): FollowedSegment[] {
  const apart = new Set(judged)
  const isNews = ({ segmentId }: FollowedSegment) => index.ofIdlers.has(segmentId) !== members.has(segmentId) || choices.has(segmentId)
  return segments.filter((segment) => isNews(segment) && !apart.has(segment))
}

function rowsOf({ person: { profileId, memories, formerHeads }, changed }: Case, { streams }: Ruleset): StateRow[] {
  const kindOf = (streamId: number) => streams.get(streamId)?.kind
  return [...changed, ...formerHeads.filter((id) => !changed.has(id))].flatMap((identifierId) => {
    const memory = memories.get(identifierId)
    if (!memory) return []
    const isHead = identifierId === profileId
    return {
      identifierId,
      packed: packStreams(memory.streams, kindOf),
      members: isHead ? memory.members : null,
      wakeAt: isHead ? memory.wakeAt : null,
    }
  })
}
