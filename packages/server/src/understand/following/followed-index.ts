import { momentIn } from '../rules/index.ts'
import type { Person } from '../rules/index.ts'
import type { Followed } from './ruleset.ts'

/** What has to be asked when something about somebody changes. The cost grows with that, not with all there is. */
export type FollowedIndex = {
  /** What these streams can turn, if `asksKnown` also what asks for more than facts; and what asks for any of that. In order. */
  touchedBy(streamIds: Iterable<number>, asksKnown: boolean): Followed[]
  /** The segments that somebody is in who did nothing. */
  ofIdlers: ReadonlySet<number>
}

/** So many different sets of streams are remembered: most facts of a name touch the same. */
const REMEMBERED_MAX = 10_000

const NOBODY: Person = {
  state: { profileId: '', traits: {}, accounts: [], identifiers: [], segments: new Set(), sets: new Set() },
  facts: () => undefined,
}

/** `followed` is in order: what asks for another comes after it. */
export function indexFollowed(followed: Followed[], timeZone: string): FollowedIndex {
  const places = new Map(followed.map((one, place) => [one, place]))
  const byStream = gather(followed, ({ streamIds }) => streamIds)
  const askers = gather(followed, ({ asks }) => asks)
  const asking = followed.filter(({ asksMore }) => asksMore)
  const at = momentIn(timeZone, 0) // for who did nothing, no moment is different from another
  const idle = followed.filter((one) => one.kind === 'segment' && !one.asksMore && one.rule.ask(NOBODY, at).holds)
  const find = (streamIds: Iterable<number>, asksKnown: boolean) => {
    const touched = new Set<Followed>(asksKnown ? asking : [])
    for (const streamId of streamIds) for (const one of byStream.get(streamId) ?? []) touched.add(one)
    for (const { gives } of touched) for (const what of gives) for (const asker of askers.get(what) ?? []) touched.add(asker) // those added are walked, too
    return [...touched].sort((a, b) => places.get(a)! - places.get(b)!)
  }
  const remembered = new Map<string, Followed[]>()
  return {
    ofIdlers: new Set(idle.flatMap((one) => (one.kind === 'segment' ? [one.segmentId] : []))),
    touchedBy(streamIds, asksKnown) {
      const key = `${asksKnown} ${[...streamIds].sort((a, b) => a - b).join(' ')}`
      const known = remembered.get(key)
      if (known) return known
      if (remembered.size >= REMEMBERED_MAX) remembered.clear()
      const touched = find(streamIds, asksKnown)
      remembered.set(key, touched)
      return touched
    },
  }
}

function gather<Key>(followed: Followed[], keysOf: (one: Followed) => Iterable<Key>): Map<Key, Followed[]> {
  const gathered = new Map<Key, Followed[]>()
  for (const one of followed) for (const key of keysOf(one)) gathered.set(key, [...(gathered.get(key) ?? []), one])
  return gathered
}
