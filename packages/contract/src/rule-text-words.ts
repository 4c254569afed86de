import type { EdgeTest, Unit } from './segment-rules.ts'
import { factTypes } from './rule-limits.ts'

// The words of a rule's text form: what the parser looks for and the printer writes. docs/rules.md, "As text", says how they go together.

type Op = EdgeTest['op']
type Takes = 'nothing' | 'scalar' | 'list' | 'text' | 'pattern' | 'number' | 'instant' | 'days'

/** How a test is written, and what stands after it. Longer phrases first: `has any of` is not `has`. */
export const TESTS: Record<Op, readonly [words: string, takes: Takes]> = {
  exists: ['exists', 'nothing'],
  equals: ['=', 'scalar'],
  anyOf: ['any of', 'list'],
  contains: ['contains', 'text'],
  startsWith: ['starts with', 'text'],
  endsWith: ['ends with', 'text'],
  matches: ['matches', 'pattern'],
  lessThan: ['<', 'number'],
  atMost: ['≤', 'number'],
  atLeast: ['≥', 'number'],
  moreThan: ['>', 'number'],
  before: ['before', 'instant'],
  after: ['after', 'instant'],
  withinLast: ['within last', 'days'],
  withinNext: ['within next', 'days'],
  anniversary: ['anniversary', 'nothing'],
  hasAny: ['has any of', 'list'],
  hasAll: ['has all of', 'list'],
  has: ['has', 'scalar'],
}

export const UNITS: Record<Unit, string> = { minutes: 'minute', hours: 'hour', days: 'day', weeks: 'week', years: 'year' }

/** What somebody said of a purpose: it stands after its name, which it ends. */
export const CONSENTS = ['given', 'withdrawn', 'unknown'] as const

const GROUPS = ['not', 'all', 'any']
const KNOWN = ['trait', 'account trait', 'has', 'in', 'chance', 'facts', 'seen', 'consent']
const DONE = ['sum', 'average', 'min', 'max', 'distinct', 'first', 'last', 'stopped']

/** What begins a condition, so that no name without quotes may begin with it. */
const CONDITION_BEGINS: readonly string[] = [...GROUPS, ...KNOWN, ...DONE, 'anything', ...factTypes]

const JOINS = ['and', 'or', 'where', 'then', 'without', 'had']
const WINDOWS = ['in last', 'in first', 'in at', 'from #', 'until #', 'for #', 'within #']
const TEST_WORDS = Object.values(TESTS).map(([words, takes]) => (takes === 'instant' ? `${words} #` : words))

/** What ends a name without quotes. `#` is a number or a date: somebody may well have `Removed from Cart`. */
const NAME_ENDS: readonly string[] = [...JOINS, ...WINDOWS, ...TEST_WORDS]

const NAME_WORD = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_:.-]*$/u
const NAME_BEGIN = /^[\p{L}_]/u

/** What those used to other query languages write. */
const SAME_WORDS = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])

type WordAt = (index: number) => string | undefined

/** Where a phrase that begins at `start` ends. Whoever says "in the last" means "in last". */
export function endOfPhrase(phrase: string, wordAt: WordAt, start: number): number | undefined {
  let at = start
  for (const part of phrase.split(' ')) {
    if (at > start && wordAt(at) === 'the') at += 1
    const word = wordAt(at)
    const meant = SAME_WORDS.get(word ?? '') ?? word
    if (meant === undefined || !(part === '#' ? /^-?\d/u.test(meant) : meant === part)) return undefined
    at += 1
  }
  return at
}

export function beginsCondition(wordAt: WordAt, start: number): boolean {
  return CONDITION_BEGINS.some((phrase) => endOfPhrase(phrase, wordAt, start) !== undefined)
}

/** Where the name without quotes that begins at `start` ends; `start` itself if there is none. `ends` are words that end it here as well. */
export function endOfName(wordAt: WordAt, start: number, ends: readonly string[] = []): number {
  const isEnd = (at: number) => [...NAME_ENDS, ...ends].some((phrase) => endOfPhrase(phrase, wordAt, at) !== undefined)
  let at = start
  for (let word = wordAt(at); word !== undefined && NAME_WORD.test(word) && !isEnd(at); word = wordAt(at)) at += 1
  return NAME_BEGIN.test(wordAt(start) ?? '') ? at : start
}

/** Words with which a longer phrase begins: a name that ends with one could be taken to go on. */
const HALF_PHRASES = new Set(NAME_ENDS.filter((phrase) => phrase.includes(' ')).map((phrase) => phrase.split(' ')[0]!))

/** Whether a name is understood without quotes. */
export function isPlainName(name: string, ends: readonly string[] = []): boolean {
  const words = name.split(' ')
  return endOfName((at) => words[at], 0, ends) === words.length && !HALF_PHRASES.has(words.at(-1)!)
}

/** The same, where a condition may begin. */
export function isPlainFact(fact: string): boolean {
  const words = fact.split(' ')
  return isPlainName(fact) && !beginsCondition((at) => words[at], 0)
}

/** The same, where a property is tested: a single word is no condition yet. */
export function isPlainProperty(property: string): boolean {
  return property.includes(' ') ? isPlainFact(property) : isPlainName(property)
}
