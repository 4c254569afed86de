import type { Compared, FactLeaf, FactMatch, MeasureLeaf, SegmentWhere } from '@percorso/contract'
import { isKnownLeaf } from './compile-rule.ts'
import { asFactLeaf, needsOf, streamKey } from './streams.ts'

/** What one more fact can do to a rule, whenever it happened: at most make it hold, at most make it not hold, or either. */
export type Turning = 'yes' | 'no' | 'either'

const CONTRARY: Record<Turning, Turning> = { yes: 'no', no: 'yes', either: 'either' }

/**
 * What one more fact of each stream, by its key, can do to a rule. Whoever is in because they bought twice need not be asked again when they buy once
 * more: they stay in, and no sooner turn by themselves.
 */
export function turningsOf(where: SegmentWhere): Map<string, Turning> {
  if ('not' in where) return new Map(Array.from(turningsOf(where.not), ([key, turning]) => [key, CONTRARY[turning]]))
  if ('all' in where) return together(where.all.flatMap((part) => [...turningsOf(part)]))
  if ('any' in where) return together(where.any.flatMap((part) => [...turningsOf(part)]))
  if (isKnownLeaf(where)) return new Map()
  return turningsOfLeaf('profile' in where ? asFactLeaf(where) : where)
}

/** Of a stream that several conditions ask for, all of them must turn the same way. */
function together(turnings: [key: string, turning: Turning][]): Map<string, Turning> {
  const all = new Map<string, Turning>()
  for (const [key, turning] of turnings) all.set(key, (all.get(key) ?? turning) === turning ? turning : 'either')
  return all
}

function turningsOfLeaf(leaf: FactLeaf): Map<string, Turning> {
  const turning = turningOf(leaf)
  const moving = new Set(movingIn(leaf).map((match) => streamKey({ match, kind: 'time' })))
  const keys = needsOf(leaf, 'UTC').map(({ stream }) => streamKey(stream))
  return together(keys.map((key) => [key, moving.has(key) ? 'either' : turning]))
}

/** The facts from which a window is counted, and those that may not be in between: more of them move what is counted. */
function movingIn(leaf: FactLeaf): FactMatch[] {
  const window = 'within' in leaf && leaf.within && 'after' in leaf.within ? [leaf.within.after] : []
  return 'without' in leaf && leaf.without ? [...window, leaf.without] : window
}

function turningOf(leaf: FactLeaf): Turning {
  if ('count' in leaf) return growing(leaf.op)
  if ('measure' in leaf) return measuring(leaf)
  if ('time' in leaf) return leaf.op === 'withinLast' || leaf.op === 'after' ? whenIn(leaf.time === 'last') : whenIn(leaf.time === 'first')
  return whenIn('sequence' in leaf || 'regularly' in leaf)
}

/** Of a number that only grows. */
function growing(op: Compared): Turning {
  if (op === 'equals') return 'either'
  return op === 'atLeast' || op === 'moreThan' ? 'yes' : 'no'
}

/** A sum may go down with what is less than nothing; the least and the most are not there without any fact, which is no. */
function measuring({ measure, op }: MeasureLeaf): Turning {
  if (measure === 'distinct') return growing(op)
  return whenIn((measure === 'max' && growing(op) === 'yes') || (measure === 'min' && growing(op) === 'no'))
}

function whenIn(onlyIn: boolean): Turning {
  return onlyIn ? 'yes' : 'either'
}
