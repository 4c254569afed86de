import { segmentLimits } from './rule-limits.ts'
import type { SegmentWhere } from './segment-rules.ts'
import { readDid } from './parse-did.ts'
import { readKnown } from './parse-known.ts'
import { RuleReader, RuleTextError } from './rule-text-reader.ts'

/** `at` is the character where the trouble is, counted from 0; `expected` are words that would have fitted there. */
export type ParsedRule = { ok: true; where: SegmentWhere } | { ok: false; message: string; at: number; expected?: string[] }

/** How long the text of a rule may be. */
export const RULE_TEXT_LENGTH_MAX = 20_000

/** Reads the text form of a rule; `printRule` writes it. Whatever comes, the answer is a rule that is valid or what is wrong, and where. */
export function parseRule(text: string): ParsedRule {
  if (text.length > RULE_TEXT_LENGTH_MAX)
    return refused(new RuleTextError(`A rule is at most ${RULE_TEXT_LENGTH_MAX} characters of text`, RULE_TEXT_LENGTH_MAX))
  try {
    return whole(new RuleReader(text))
  } catch (error) {
    if (!(error instanceof RuleTextError)) throw error
    return refused(error)
  }
}

function whole(reader: RuleReader): ParsedRule {
  const where = readAny(reader, 0)
  if (reader.token.kind !== 'end') reader.refuse()
  const { depth, leaves } = sizeOf(where)
  if (depth > segmentLimits.depth) throw tooDeep(0)
  if (leaves > segmentLimits.leaves) throw new RuleTextError(`A rule has at most ${segmentLimits.leaves} conditions`, 0)
  return { ok: true, where }
}

function sizeOf(where: SegmentWhere): { depth: number; leaves: number } {
  const parts = 'all' in where ? where.all : 'any' in where ? where.any : 'not' in where ? [where.not] : []
  if (parts.length === 0) return { depth: 0, leaves: 1 }
  const sizes = parts.map(sizeOf)
  return { depth: 1 + Math.max(...sizes.map(({ depth }) => depth)), leaves: sizes.reduce((sum, { leaves }) => sum + leaves, 0) }
}

function tooDeep(at: number): RuleTextError {
  return new RuleTextError(`A rule is at most ${segmentLimits.depth} levels deep`, at)
}

function refused({ message, at, expected }: RuleTextError): ParsedRule {
  return { ok: false, message, at, ...(expected.length > 0 && { expected: [...expected] }) }
}

/** Conditions joined by `or`, which binds less than `and`. */
function readAny(reader: RuleReader, depth: number): SegmentWhere {
  const parts = [readAll(reader, depth)]
  while (reader.eat('or')) parts.push(readAll(reader, depth))
  return parts.length === 1 ? parts[0]! : { any: parts }
}

function readAll(reader: RuleReader, depth: number): SegmentWhere {
  const parts = [readPart(reader, depth)]
  while (reader.eat('and')) parts.push(readPart(reader, depth))
  return parts.length === 1 ? parts[0]! : { all: parts }
}

/** What may be joined: a group, a negation or a condition. No text makes it run deeper than a rule can be. */
function readPart(reader: RuleReader, depth: number): SegmentWhere {
  // The deepest condition may stand in parentheses of its own.
  if (depth > segmentLimits.depth + 1) throw tooDeep(reader.token.at)
  if (reader.eat('not')) return { not: readPart(reader, depth + 1) }
  if (reader.eat('(')) return readGroup(reader, depth + 1)
  if (reader.eatQuietly('all (')) return { all: [readGroup(reader, depth + 1)] }
  if (reader.eatQuietly('any (')) return { any: [readGroup(reader, depth + 1)] }
  return readKnown(reader) ?? readDid(reader)
}

function readGroup(reader: RuleReader, depth: number): SegmentWhere {
  const where = readAny(reader, depth)
  reader.need(')')
  return where
}
