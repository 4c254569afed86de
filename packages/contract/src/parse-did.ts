import type { RuleOf } from './rules.ts'
import { segmentLimits } from './rule-limits.ts'
import type { FactLeaf, FactMatch, Measure, SegmentRuleLeaf, SequenceLeaf } from './segment-rules.ts'
import { PROPERTY, readDuration, readFacts, readPeriod, readWindow } from './parse-facts.ts'
import { TIMES, eatOp, readComparison, readInstant, readNumber, readSaid, readWhole } from './parse-said.ts'
import type { RuleReader } from './rule-text-reader.ts'

const MEASURES: readonly Measure[] = ['sum', 'average', 'min', 'max', 'distinct']
const EDGES = ['first', 'last'] as const
const COUNT = { what: 'how many times', min: 0, max: 10_000 }
const WEEKS_MAX = 520

type Condition = RuleOf<SegmentRuleLeaf>

/** A condition on what somebody did: it begins with the facts, or with what is looked at in them. */
export function readDid(reader: RuleReader): Condition {
  if (reader.eat('stopped')) return readStopped(reader)
  const edge = EDGES.find((word) => reader.eat(word))
  if (edge) return reader.hinting(`A name that begins with “${edge}” stands in quotes`, () => readEdge(reader, edge))
  const measure = MEASURES.find((word) => reader.eat(word))
  return measure ? readMeasure(reader, measure) : readHowOften(reader)
}

function readStopped(reader: RuleReader): FactLeaf {
  const stopped = readFacts(reader)
  reader.need('for')
  return { stopped, for: readDuration(reader) }
}

/** `first FACTS before …`, or `first FACTS in last 30 days had PROPERTY …`. */
function readEdge(reader: RuleReader, edge: 'first' | 'last'): FactLeaf {
  const of = readFacts(reader)
  const op = eatOp(reader, TIMES)
  if (op === 'withinLast') return { time: edge, of, op, value: readDuration(reader) }
  if (op) return { time: edge, of, op, value: readInstant(reader) }
  const within = readWindow(reader)
  reader.need('had')
  return { edge, of, ...(within && { within }), is: { property: reader.testedName(PROPERTY), ...readSaid(reader) } }
}

/** `sum total of Order Completed in last 90 days > 500`; whoever says "sum of total of" means the same. */
function readMeasure(reader: RuleReader, measure: Measure): Condition {
  reader.eatQuietly('of')
  const property = reader.name({ ...PROPERTY, ends: ['of'] })
  reader.need('of')
  const of = readFacts(reader)
  const within = readWindow(reader)
  return readComparison(reader, readNumber, (said) => ({ measure, property, of, ...(within && { within }), ...said })) ?? reader.refuse()
}

/** Facts and no other word before them: how often, how regularly, or in which order. */
function readHowOften(reader: RuleReader): Condition {
  const count = readFacts(reader)
  if (reader.eat('then')) return readSequence(reader, count)
  if (reader.eat('in at least')) return readRegularly(reader, count)
  const within = readWindow(reader)
  const counted = { count, ...(within && { within }) }
  return readComparison(reader, readCount, (said) => ({ ...counted, ...said })) ?? { ...counted, op: 'atLeast', value: 1 }
}

function readCount(reader: RuleReader): number {
  return reader.hinting('Facts are counted; a trait is written trait plan = "gold"', () => readWhole(reader, COUNT))
}

function readRegularly(reader: RuleReader, regularly: FactMatch): FactLeaf {
  const atLeast = readWhole(reader, { what: 'in how many weeks', min: 1, max: WEEKS_MAX })
  reader.need('of last')
  const weeks = readWhole(reader, { what: 'of how many weeks', min: atLeast, max: WEEKS_MAX })
  if (!reader.eatQuietly('week')) reader.need('weeks')
  return { regularly, weeks, atLeast }
}

function readSequence(reader: RuleReader, first: FactMatch): SequenceLeaf {
  const sequence = [first]
  do {
    if (sequence.length === segmentLimits.steps) reader.fail(`A sequence has at most ${segmentLimits.steps} steps`)
    sequence.push(readFacts(reader))
  } while (reader.eat('then'))
  const length = reader.eat('within') ? readDuration(reader) : undefined
  const without = reader.eat('without') ? readFacts(reader) : undefined
  const within = readPeriod(reader)
  return { sequence, ...(length && { in: length }), ...(without && { without }), ...(within && { within }) }
}
