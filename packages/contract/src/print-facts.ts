import type { Duration, EdgeTest, FactMatch, FactWindow } from './segment-rules.ts'
import type { Said, Scalar } from './parse-said.ts'
import { TESTS, UNITS, isPlainFact, isPlainName, isPlainProperty } from './rule-text-words.ts'

/** As it is, or in quotes if it would not be understood. */
export function printName(name: string, ends?: readonly string[]): string {
  return isPlainName(name, ends) ? name : JSON.stringify(name)
}

/** Which facts: `Order Completed where total > 100`. */
export function printFacts({ fact, type, where }: FactMatch): string {
  return [printNamed(fact, type), ...(where ? ['where', where.map(printTest).join(' and ')] : [])].join(' ')
}

function printNamed(fact: string | undefined, type: string | undefined): string {
  if (type !== undefined) return fact === undefined ? type : `${type} ${JSON.stringify(fact)}`
  if (fact === undefined) return 'anything'
  return isPlainFact(fact) ? fact : JSON.stringify(fact)
}

export function printTest({ property, ...said }: EdgeTest): string {
  return `${isPlainProperty(property) ? property : JSON.stringify(property)} ${printSaid(said)}`
}

/** A test and its value: `within last 30 days`. */
export function printSaid(said: Said): string {
  const [words, takes] = TESTS[said.op]
  if (!('value' in said)) return words
  const { value } = said
  if (Array.isArray(value)) return `${words} (${value.map(printScalar).join(', ')})`
  if (takes === 'days') return `${words} ${printDuration({ n: Number(value), unit: 'days' })}`
  return `${words} ${takes === 'instant' ? String(value) : printScalar(value)}`
}

/** Texts always in quotes, so that none is taken for a number. */
export function printScalar(value: Scalar): string {
  return Object.is(value, -0) ? '-0' : JSON.stringify(value)
}

export function printDuration({ n, unit }: Duration): string {
  return `${n} ${n === 1 ? UNITS[unit] : unit}`
}

export function printWindow(window: FactWindow): string {
  if ('last' in window) return `in last ${printDuration(window.last)}`
  if ('after' in window) return `in first ${printDuration(window.for)} after ${printFacts(window.after)}`
  const until = window.to === undefined ? [] : [`until ${window.to}`]
  return ('from' in window ? [`from ${window.from}`, ...until] : until).join(' ')
}
