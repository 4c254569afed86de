import { momentIn } from '../rules/index.ts'
import type { Person } from '../rules/index.ts'
import type { Followed } from './ruleset.ts'

/** What has to be asked when something about somebody changes. The cost grows with that, not with all there is. */
export type FollowedIndex = {
  /** What these streams can turn, if `asksKnown` also what asks for more than facts; and what asks for any of that. In order. */
  touchedBy(streamIds: Iterable<number>, asksKnown: boolean): Touched
  /** The segments that somebody is in who did nothing. */
  ofIdlers: ReadonlySet<number>
}

/** What is to be asked, and whether any of it is about what is known beside facts. Most people touch the same as somebody else. */
export type Touched = { items: Followed[]; wishes: boolean }

/** So many different sets of streams are remembered: most facts of a name touch the same. */
const REMEMBERED_MAX = 10_000

const NOBODY: Person = {
  state: { profileId: '', traits: {}, accounts: [], identifiers: [], segments: new Set(), sets: new Set(), consents: new Map() },
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
  const remembered = new Map<string, Touched>()
  return {
    ofIdlers: new Set(idle.flatMap((one) => (one.kind === 'segment' ? [one.segmentId] : []))),
    touchedBy(streamIds, asksKnown) {
      const key = keyOf(streamIds, asksKnown)
      const known = remembered.get(key)
      if (known) return known
      if (remembered.size >= REMEMBERED_MAX) remembered.clear()
      const items = find(streamIds, asksKnown)
      const touched = {
        items,
        wishes: items.some(
          ({ wish }) => wish.accounts || wish.identifiers || wish.traits.length > 0 || wish.sets.length > 0 || wish.consents.length > 0,
        ),
      }
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

/** A text for a set of numbers, made for most facts: the bytes of the sorted numbers are that several times sooner than their digits. */
function keyOf(streamIds: Iterable<number>, asksKnown: boolean): string {
  const sorted = Uint32Array.from(streamIds).sort()
  return `${asksKnown ? '+' : '-'}${Buffer.from(sorted.buffer).toString('latin1')}`
}
