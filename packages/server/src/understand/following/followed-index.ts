import { NOBODY, momentIn } from '../rules/index.ts'
import type { Wish } from '../rules/index.ts'
import type { Followed } from './ruleset.ts'

/** What has to be asked when something about somebody changes. The cost grows with that, not with all there is. */
export type FollowedIndex = {
  /** What more facts of these streams and something beside them can turn, and what asks for any of that. In order. */
  touchedBy(streamIds: Iterable<number>, beside: Beside): Touched
  /** The segments that somebody is in who did nothing. */
  ofIdlers: ReadonlySet<number>
}

/** What may have changed beside facts: nothing; what is known of a person; or even who they are. */
export type Beside = 'nothing' | 'known' | 'everything'

/** Something to be asked; of a segment, `unless` somebody is in it (true) or not (false): then they stay so. */
export type Asking = { one: Followed; unless: boolean | undefined }

/** What is to be asked, and which of it is about what is known beside facts. Most people touch the same as somebody else. */
export type Touched = { askings: Asking[]; wishing: Asking[] }

/** So many different sets of streams are remembered: most facts of a name touch the same. */
const REMEMBERED_MAX = 10_000

/** `followed` is in order: what asks for another comes after it. */
export function indexFollowed(followed: Followed[], timeZone: string): FollowedIndex {
  const places = new Map(followed.map((one, place) => [one, place]))
  const byStream = gather(followed, ({ streamIds }) => streamIds)
  const askers = gather(followed, ({ asks }) => asks)
  const besides: Record<Beside, Followed[]> = {
    nothing: [],
    known: followed.filter(({ wish }) => wishes(wish)),
    everything: followed.filter(({ asksMore }) => asksMore),
  }
  const at = momentIn(timeZone, 0) // for who did nothing, no moment is different from another
  const idle = followed.filter((one) => one.kind === 'segment' && !one.asksMore && one.rule.ask(NOBODY, at).holds)
  const find = (streamIds: readonly number[], beside: Beside) => {
    const byMore = new Set<Followed>(besides[beside]) // by more than facts
    const touched = new Set<Followed>(byMore)
    for (const streamId of streamIds) for (const one of byStream.get(streamId) ?? []) touched.add(one)
    for (const { gives } of touched) {
      for (const asker of gives.flatMap((what) => askers.get(what) ?? [])) {
        touched.add(asker) // those added are walked, too
        byMore.add(asker)
      }
    }
    const askings = [...touched].sort((a, b) => places.get(a)! - places.get(b)!)
    return askings.map((one) => ({ one, unless: byMore.has(one) ? undefined : staying(one, streamIds) }))
  }
  const remembered = new Map<string, Touched>()
  return {
    ofIdlers: new Set(idle.flatMap((one) => (one.kind === 'segment' ? [one.segmentId] : []))),
    touchedBy(streamIds, beside) {
      const ids = Uint32Array.from(streamIds).sort()
      const key = keyOf(ids, beside)
      const known = remembered.get(key)
      if (known) return known
      if (remembered.size >= REMEMBERED_MAX) remembered.clear()
      const askings = find([...ids], beside)
      const touched = { askings, wishing: askings.filter(({ one }) => wishes(one.wish)) }
      remembered.set(key, touched)
      return touched
    },
  }
}

/** Which people more facts of these streams cannot turn: those who are in (true), those who are not (false); undefined if anybody may turn. */
function staying(one: Followed, streamIds: readonly number[]): boolean | undefined {
  if (one.kind !== 'segment') return undefined
  const turnings = new Set(streamIds.flatMap((streamId) => (one.streamIds.has(streamId) ? [one.turnings.get(streamId) ?? 'either'] : [])))
  const [turning] = turnings
  return turnings.size !== 1 || turning === 'either' ? undefined : turning === 'yes'
}

function wishes({ accounts, identifiers, traits, sets, consents }: Wish): boolean {
  return accounts || identifiers || traits.length > 0 || sets.length > 0 || consents.length > 0
}

function gather<Key>(followed: Followed[], keysOf: (one: Followed) => Iterable<Key>): Map<Key, Followed[]> {
  const gathered = new Map<Key, Followed[]>()
  for (const one of followed) for (const key of keysOf(one)) gathered.set(key, [...(gathered.get(key) ?? []), one])
  return gathered
}

/** A text for some sorted numbers, made for most facts: their bytes are that several times sooner than their digits. */
function keyOf(ids: Uint32Array, beside: Beside): string {
  return `${beside}${Buffer.from(ids.buffer).toString('latin1')}`
}
