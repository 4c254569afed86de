import { ms } from '@percorso/contract'
import type { JourneyQuestion } from '@percorso/contract'
import { isEnd, isStart, stepOf, timeOf, valueOf, withoutValue } from './fact-bits-facts.ts'

const DAY_MS = 86_400_000

/**
 * The facts of one person in order (`k`), cut into journeys of which only steps are left, as an array of arrays. Some may be empty. `latest` is the moment, as
 * SQL, by which they must have begun.
 */
export function piecesSql(question: JourneyQuestion, latest: string | undefined): string {
  const { start, end } = question
  const outcome = end && 'outcome' in end ? end : undefined
  let pieces = cutSql(question)
  if (start) {
    const begun = `arrayFilter(p -> arrayExists(x -> ${isStart('x')}, p), ${pieces})`
    pieces = `arrayMap(p -> arraySlice(p, arrayFirstIndex(x -> ${isStart('x')}, p)), ${begun})`
  }
  if (outcome?.lastDays !== undefined) {
    const arrived = `arrayFilter(p -> ${isEnd('p[-1]')}, ${pieces})`
    pieces = `arrayMap(p -> arrayFilter(x -> ${timeOf('x')} >= ${timeOf('p[-1]')} - ${outcome.lastDays * DAY_MS}, p), ${arrived})`
  }
  if (latest !== undefined) pieces = `arrayFilter(p -> notEmpty(p) and ${timeOf('p[1]')} <= ${latest}, ${pieces})`
  return start || outcome ? `arrayMap(p -> arrayFilter(x -> ${stepOf('x')} > 0, p), ${pieces})` : pieces
}

/** A journey ends where the value changes, where too long nothing happens, and after an outcome. */
function cutSql(question: JourneyQuestion): string {
  const { by, end } = question
  const ofValue = by.kind === 'property'
  const time = (fact: string) => timeOf(ofValue ? withoutValue(fact) : fact)
  const gap = longestGap(question)
  const cuts = [
    ...(ofValue ? [`${valueOf('x')} <> ${valueOf('before')}`] : []),
    ...(gap === undefined ? [] : [`${time('x')} - ${time('before')} > ${gap}`]),
    ...(end && 'outcome' in end ? [isEnd('before')] : []),
  ]
  if (cuts.length === 0) return '[k]'
  const cut = `arrayMap((x, before) -> toUInt8(${cuts.join(' or ')}), k, arrayPushFront(arrayPopBack(k), k[1]))`
  const pieces = `arraySplit((x, cut) -> cut, k, ${cut})`
  return ofValue ? `arrayMap(p -> arrayMap(x -> ${withoutValue('x')}, p), ${pieces})` : pieces
}

function longestGap({ by, end }: JourneyQuestion): number | undefined {
  const gaps = [...(by.kind === 'session' ? [by.gap_minutes * 60_000] : []), ...(end && 'timeout' in end ? [ms(end.timeout)] : [])]
  return gaps.length === 0 ? undefined : Math.min(...gaps)
}
