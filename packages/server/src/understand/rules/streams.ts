import { ms } from '@percorso/contract'
import type { FactLeaf, FactMatch, FactWindow, ProfileLeaf, SequenceLeaf } from '@percorso/contract'
import type { Edged, Measured } from './readings.ts'
import { momentOf } from './test-value.ts'

/**
 * What is remembered of facts: a stream is those that one `match` means, and of each when it was and, by `kind`, what of its property.
 * `time`: nothing more. `number`: its number; facts without one are no part. `scalar`: a hash of its text, number or boolean, for counting different
 * ones. `value`: the value itself, and what decides between facts of the same time. Conditions that need the same stream share it.
 */
export type Stream = { match: FactMatch; kind: 'time' | 'number' | 'scalar' | 'value'; property?: string }

/**
 * What a condition needs a stream to keep: of the facts after `now - within`, from `from`, before `to` (ms), the `latest` or `earliest` so many, or one of each
 * different value, or all. A stream keeps what any of its conditions needs, and counts and adds up all there ever were.
 */
export type Keep = { within?: number; from?: number; to?: number; latest?: number; earliest?: number; distinct?: true }

export type Need = { stream: Stream; keep: Keep | undefined }

/** The same text for the same stream, whoever asks. */
export function streamKey({ match, kind, property }: Stream): string {
  const where = match.where?.map((test) => JSON.stringify(test, Object.keys(test).sort()))
  return JSON.stringify([kind, match.fact ?? null, match.type ?? null, where ? where.sort() : null, property ?? null])
}

/** A condition on a profile's facts is one on what they did. */
export function asFactLeaf(leaf: ProfileLeaf): FactLeaf {
  if (leaf.profile === 'facts') return { count: {}, op: leaf.op, value: leaf.value }
  const time = leaf.profile === 'firstSeen' ? ('first' as const) : ('last' as const)
  if (leaf.op === 'withinLast') return { time, of: {}, op: 'withinLast', value: { n: leaf.value, unit: 'days' } }
  return { time, of: {}, op: leaf.op, value: leaf.value }
}

const times = (match: FactMatch): Stream => ({ match, kind: 'time' })

/** What a condition needs to be remembered. */
export function needsOf(leaf: FactLeaf, timeZone: string): Need[] {
  if ('count' in leaf) return windowed(times(leaf.count), leaf.within, { timeZone, keep: { latest: leaf.value + 1 } })
  if ('measure' in leaf) return needsOfMeasure(leaf, timeZone)
  if ('edge' in leaf) return needsOfEdge({ ...leaf, property: leaf.is.property }, timeZone)
  if ('time' in leaf) return [{ stream: times(leaf.of), keep: leaf.time === 'last' ? { latest: 1 } : { earliest: 1 } }]
  if ('sequence' in leaf) return needsOfSequence(leaf, timeZone)
  if ('stopped' in leaf) return [{ stream: times(leaf.stopped), keep: { latest: 1 } }]
  return [{ stream: times(leaf.regularly), keep: { within: ms({ n: leaf.weeks + 1, unit: 'weeks' }) } }]
}

/** What a measure needs to be remembered. */
export function needsOfMeasure({ measure, property, of, within }: Measured, timeZone: string): Need[] {
  if (measure !== 'distinct') return windowed({ match: of, kind: 'number', property }, within, { timeZone, keep: {} })
  const stream: Stream = { match: of, kind: 'scalar', property }
  if (!within) return [{ stream, keep: { distinct: true } }]
  return windowed(stream, within, { timeZone, keep: 'last' in within ? { distinct: true } : {} })
}

/** What the value of a first or last fact needs to be remembered. */
export function needsOfEdge({ edge, property, of, within }: Edged, timeZone: string): Need[] {
  const stream: Stream = { match: of, kind: 'value', property }
  const one: Keep = edge === 'last' ? { latest: 1 } : { earliest: 1 }
  if (!within) return [{ stream, keep: one }]
  const isMoving = 'last' in within && edge === 'first' // when the first goes out of the window, another is the first
  return windowed(stream, within, { timeZone, keep: isMoving ? {} : one })
}

function needsOfSequence({ sequence, without, within }: SequenceLeaf, timeZone: string): Need[] {
  const matches = without ? [...sequence, without] : sequence
  return matches.flatMap((match) =>
    within ? windowed(times(match), within, { timeZone, keep: {} }) : [{ stream: times(match), keep: {} }],
  )
}

type Wish = { timeZone: string; keep: Keep }

/** What a window of a stream needs to be remembered. Without a window, the counts of a stream say it all. */
export function windowed(stream: Stream, window: FactWindow | undefined, { timeZone, keep }: Wish): Need[] {
  if (!window) return [{ stream, keep: undefined }]
  if ('last' in window) return [{ stream, keep: { ...keep, within: ms(window.last) } }]
  if ('after' in window) {
    return [
      { stream, keep: {} }, // a fact that comes late may move the beginning
      { stream: { match: window.after, kind: 'time' }, keep: { earliest: 1 } },
    ]
  }
  return [{ stream, keep: { ...keep, ...rangeOf(window, timeZone) } }]
}

/** From and to, in ms. */
export function rangeOf(window: { from?: string | undefined; to?: string | undefined }, timeZone: string): { from?: number; to?: number } {
  return {
    ...(window.from !== undefined && { from: momentOf(window.from, timeZone) }),
    ...(window.to !== undefined && { to: momentOf(window.to, timeZone) }),
  }
}
