import { momentIn } from '../rules/index.ts'
import type { Person } from '../rules/index.ts'
import type { FollowedSegment } from './ruleset.ts'

/** Which segments have to be asked when something about somebody changes. The cost grows with those, not with all there are. */
export type SegmentIndex = {
  /** Those that these streams can turn, if `asksKnown` also those that ask for more than facts; and those that name any of them. In order. */
  touchedBy(streamIds: Iterable<number>, asksKnown: boolean): FollowedSegment[]
  /** Those that somebody is in who did nothing. */
  ofIdlers: ReadonlySet<number>
}

/** So many different sets of streams are remembered: most facts of a name touch the same. */
const REMEMBERED_MAX = 10_000

const NOBODY: Person = {
  state: { profileId: '', traits: {}, accounts: [], identifiers: [], segments: new Set(), sets: new Set() },
  facts: () => undefined,
}

/** `segments` come after those that they name. */
export function indexSegments(segments: FollowedSegment[], timeZone: string): SegmentIndex {
  const places = new Map(segments.map((segment, place) => [segment, place]))
  const byStream = new Map<number, FollowedSegment[]>()
  const namers = new Map<number, FollowedSegment[]>()
  const add = (map: Map<number, FollowedSegment[]>, key: number, segment: FollowedSegment) =>
    map.set(key, [...(map.get(key) ?? []), segment])
  for (const segment of segments) {
    for (const streamId of segment.streamIds) add(byStream, streamId, segment)
    for (const segmentId of segment.names) add(namers, segmentId, segment)
  }
  const asking = segments.filter(({ asksMore }) => asksMore)
  const at = momentIn(timeZone, 0) // for who did nothing, no moment is different from another
  const idle = segments.filter(({ asksMore, rule }) => !asksMore && rule.holds(NOBODY, at))
  const gather = (streamIds: Iterable<number>, asksKnown: boolean) => {
    const touched = new Set<FollowedSegment>(asksKnown ? asking : [])
    for (const streamId of streamIds) for (const segment of byStream.get(streamId) ?? []) touched.add(segment)
    for (const segment of touched) for (const namer of namers.get(segment.segmentId) ?? []) touched.add(namer) // those added are walked, too
    return [...touched].sort((a, b) => places.get(a)! - places.get(b)!)
  }
  const remembered = new Map<string, FollowedSegment[]>()
  return {
    ofIdlers: new Set(idle.map(({ segmentId }) => segmentId)),
    touchedBy(streamIds, asksKnown) {
      const key = `${asksKnown} ${[...streamIds].sort((a, b) => a - b).join(' ')}`
      const known = remembered.get(key)
      if (known) return known
      if (remembered.size >= REMEMBERED_MAX) remembered.clear()
      const touched = gather(streamIds, asksKnown)
      remembered.set(key, touched)
      return touched
    },
  }
}
