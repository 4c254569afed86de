import type { JourneyStep } from '@percorso/contract'
import type { Compared } from './moments-facts.ts'

/** Of a trait, so many values are told apart; all others are one. */
const VALUES_MAX = 8

/** What is known of each person by a word: a channel, a country. */
type Words = readonly (string | null)[]

/** What was known of people when they reached the stage, as columns of numbers. Counts and days by their logarithm: the first few matter most. */
export function knownColumns(compared: Compared, { stepAt, traits }: { stepAt: (number: number) => JourneyStep; traits: readonly Words[] }): Float64Array[] {
  const { facts, steps, days, hadBefore, month, firstStep } = compared
  const first = (of: 'channel' | 'stage') => firstStep.map((number) => (number > 0 ? stepAt(number)[of] : null))
  return [
    ...[facts, steps, days].map((column) => Float64Array.from(column, Math.log1p)),
    Float64Array.from(hadBefore),
    ...oneHot(month.map(String), 12),
    ...oneHot(first('channel'), Infinity),
    ...oneHot(first('stage'), Infinity),
    ...traits.flatMap((words) => oneHot(words, VALUES_MAX)),
  ]
} // prettier-ignore

/** For each of the commonest words a column of those who have it. Who has none, or a rare one, has none of the columns. */
function oneHot(words: Words, max: number): Float64Array[] {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  const commonest = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, max)
  return commonest.map(([word]) => Float64Array.from(words, (one) => (one === word ? 1 : 0)))
}
