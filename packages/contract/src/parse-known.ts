import type { RuleOf } from './rules.ts'
import { consentLimits } from './rule-limits.ts'
import type { BucketLeaf, ConsentLeaf, SegmentRuleLeaf, StateLeaf } from './segment-rules.ts'
import { readPeriod } from './parse-facts.ts'
import { TIMES, readComparison, readNumber, readSaid, readScalar, readWhole } from './parse-said.ts'
import { CONSENTS, isPlainName } from './rule-text-words.ts'
import type { RuleReader } from './rule-text-reader.ts'

const TRAIT = { what: 'a trait', longest: 200 }
const TEXT = { what: 'a text', longest: 500 }
const KIND = { what: 'a kind of identifier such as email', longest: 80 }
const PURPOSE = { what: 'a purpose such as newsletter', longest: consentLimits.characters, ends: CONSENTS }
const SALT = { what: 'a text', longest: 100 }
const IDS = { min: 1, max: Number.MAX_SAFE_INTEGER }
const FACTS = { what: 'how many facts', min: 0, max: Number.MAX_SAFE_INTEGER }

type Condition = RuleOf<SegmentRuleLeaf>

/** A condition on what is known of somebody, if one comes next: they all begin with a word of their own. */
export function readKnown(reader: RuleReader): Condition | undefined {
  if (reader.eat('trait')) return readTrait(reader, { trait: reader.name(TRAIT) })
  if (reader.eat('account trait')) return readTrait(reader, { accountTrait: reader.name(TRAIT) })
  if (reader.eat('first seen')) return { profile: 'firstSeen', ...readSaid(reader, TIMES) } as StateLeaf
  if (reader.eat('last seen')) return { profile: 'lastSeen', ...readSaid(reader, TIMES) } as StateLeaf
  if (reader.eat('facts')) return readFactCount(reader)
  if (reader.eat('has')) return readIdentifier(reader)
  if (reader.eat('in')) return readMembership(reader)
  if (reader.eat('consent')) return readConsent(reader)
  return reader.eat('chance') ? readBucket(reader) : undefined
}

type TraitSubject = { trait: string } | { accountTrait: string }

function readTrait(reader: RuleReader, subject: TraitSubject): Condition {
  if (reader.eatQuietly('≠')) return { not: { ...subject, op: 'equals', value: readScalar(reader) } }
  return { ...subject, ...readSaid(reader) }
}

function readFactCount(reader: RuleReader): Condition {
  const value = () => readWhole(reader, FACTS)
  return readComparison(reader, value, (said) => ({ profile: 'facts', ...said })) ?? reader.refuse()
}

function readIdentifier(reader: RuleReader): Condition {
  const word = reader.eatWord(KIND.what, (kind) => (isPlainName(kind) && kind.length <= KIND.longest ? kind : undefined))
  const identifier = word ?? reader.eatText(KIND) ?? reader.refuse()
  return { identifier, ...readWhich(reader) }
}

/** Of an identifier or account: that there is one, this one, or one that starts so. */
function readWhich(reader: RuleReader): { op: 'exists' } | { op: 'equals' | 'startsWith'; value: string } {
  if (reader.eat('starting with')) return { op: 'startsWith', value: reader.name(TEXT) }
  const value = reader.eatText(TEXT)
  return value === undefined ? { op: 'exists' } : { op: 'equals', value }
}

function readMembership(reader: RuleReader): Condition {
  if (reader.eat('segment')) return { segment: readWhole(reader, { what: 'the number of a segment', ...IDS }) }
  if (reader.eat('set')) return { set: readWhole(reader, { what: 'the number of a set', ...IDS }) }
  if (reader.eat('an account')) return { account: 'id', op: 'exists' }
  reader.need('account')
  const which = readWhich(reader)
  return which.op === 'exists' ? reader.refuse() : { account: 'id', ...which }
}

function readConsent(reader: RuleReader): ConsentLeaf {
  const consent = reader.name(PURPOSE).trim()
  if (consent === '') reader.fail('A purpose is more than spaces')
  const op = CONSENTS.find((word) => reader.eat(word)) ?? reader.refuse()
  if (op === 'unknown') return { consent, op }
  const within = readPeriod(reader)
  return within ? { consent, op, within } : { consent, op }
}

function readBucket(reader: RuleReader): BucketLeaf {
  const from = readNumber(reader, 'a percentage from 0 to 100', (number) => number >= 0 && number < 100)
  reader.need('to')
  const to = readNumber(reader, `a percentage above ${from}, up to 100`, (number) => number > from && number <= 100)
  reader.need('%')
  reader.need('by')
  return { bucket: reader.name(SALT), from, to }
}
