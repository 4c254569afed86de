import { createHash } from 'node:crypto'
import type { FactMatch } from '@percorso/contract'
import type { Event } from './stream-state.ts'
import type { Stream } from './streams.ts'
import { compileSteady } from './test-value.ts'

/** What matching needs of a fact; `properties` is read once, when a stream asks for it. `instant` is what it is in all streams of which only the times matter. */
export type MatchedFact = {
  type: string
  name: string
  time: number
  tie: number
  properties: () => Record<string, unknown>
  instant: Event
}

/** A fact with its properties as JSON text. */
export type WrittenFact = Omit<MatchedFact, 'properties' | 'instant'> & { properties: string }

/** A fact whose properties are JSON text, as the pipeline and the warehouse have it. */
export function toMatched({ type, name, time, tie, properties }: WrittenFact): MatchedFact {
  let read: Record<string, unknown> | undefined
  const instant = { time, value: 0, tie: 0 }
  return { type, name, time, tie, properties: () => (read ??= JSON.parse(properties) as Record<string, unknown>), instant }
}

/** The facts by which segments and scores tell who moved: no rule means them, or a segment could turn itself on and off for ever. */
export const OWN_FACTS = { entered: 'Segment Entered', left: 'Segment Left', stage: 'Stage Changed' } as const
const OWN_NAMES = new Set<string>(Object.values(OWN_FACTS))

/** Makes the function that tells what a fact is in a stream; undefined if it is no part of it. */
export function compileStream({ match, kind, property }: Stream, timeZone: string): (fact: MatchedFact) => Event | undefined {
  const isMeant = compileMatch(match, timeZone)
  return (fact) => {
    if (!isMeant(fact)) return undefined
    if (kind === 'time') return fact.instant
    const value = valueAt(fact.properties(), property!)
    if (kind === 'number') return typeof value === 'number' ? { time: fact.time, value, tie: 0 } : undefined
    if (kind === 'scalar') return isScalar(value) ? { time: fact.time, value: hashScalar(value), tie: 0 } : undefined
    return { time: fact.time, value: value === undefined ? '' : JSON.stringify(value), tie: fact.tie }
  }
}

function compileMatch({ fact: name, type, where = [] }: FactMatch, timeZone: string): (fact: MatchedFact) => boolean {
  const tests = where.map((test) => ({ property: test.property, holds: compileSteady(test, timeZone) }))
  return (fact) => {
    if (OWN_NAMES.has(fact.name)) return false
    if (name !== undefined && fact.name !== name) return false
    if (type !== undefined && fact.type !== type) return false
    return tests.every(({ property, holds }) => holds(valueAt(fact.properties(), property)))
  }
}

/**
 * A property by its path. As in the warehouse, a key with dots is the same as one thing within another, null is nothing, and so is an object that holds
 * nothing else.
 */
function valueAt(properties: Record<string, unknown>, path: string): unknown {
  const own = Object.hasOwn(properties, path) ? something(properties[path]) : undefined
  if (own !== undefined) return own
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const outer = Object.hasOwn(properties, path.slice(0, dot)) ? properties[path.slice(0, dot)] : undefined
    const inner = isObject(outer) ? valueAt(outer, path.slice(dot + 1)) : undefined
    if (inner !== undefined) return inner
  }
  const within = Object.entries(properties).filter(([key, value]) => key.startsWith(`${path}.`) && something(value) !== undefined)
  return within.length > 0 ? Object.fromEntries(within.map(([key, value]) => [key.slice(path.length + 1), value])) : undefined
}

function something(value: unknown): unknown {
  if (value === null) return undefined
  return isObject(value) && Object.values(value).every((inner) => something(inner) === undefined) ? undefined : value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

const HASH_HEX = 12 // 48 bits: of a million different values, two are taken for one with a chance of 1 in 500

function hashScalar(value: string | number | boolean): number {
  return Number.parseInt(createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, HASH_HEX), 16)
}
