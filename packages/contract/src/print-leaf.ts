import type { AccountLeaf, IdentifierLeaf, ProfileLeaf } from './rules.ts'
import type { ConsentLeaf, CountLeaf, EdgeLeaf, FactWindow, MeasureLeaf, SegmentRuleLeaf, SequenceLeaf, TimeLeaf } from './segment-rules.ts'
import { printDuration, printFacts, printName, printSaid, printScalar, printTest, printWindow } from './print-facts.ts'
import { CONSENTS, TESTS } from './rule-text-words.ts'

/** One condition as text. */
export function printLeaf(leaf: SegmentRuleLeaf): string {
  if ('count' in leaf) return printCount(leaf)
  if ('measure' in leaf) return printMeasure(leaf)
  if ('edge' in leaf) return printEdge(leaf)
  if ('time' in leaf) return printTime(leaf)
  if ('sequence' in leaf) return printSequence(leaf)
  if ('stopped' in leaf) return `stopped ${printFacts(leaf.stopped)} for ${printDuration(leaf.for)}`
  if ('regularly' in leaf)
    return `${printFacts(leaf.regularly)} in at least ${leaf.atLeast} of last ${printDuration({ n: leaf.weeks, unit: 'weeks' })}`
  return printKnown(leaf)
}

type KnownLeaf = Exclude<
  SegmentRuleLeaf,
  CountLeaf | MeasureLeaf | EdgeLeaf | TimeLeaf | SequenceLeaf | { stopped: unknown } | { regularly: unknown }
>

function printKnown(leaf: KnownLeaf): string {
  if ('trait' in leaf) return `trait ${printName(leaf.trait)} ${printSaid(leaf)}`
  if ('accountTrait' in leaf) return `account trait ${printName(leaf.accountTrait)} ${printSaid(leaf)}`
  if ('profile' in leaf) return printProfile(leaf)
  if ('identifier' in leaf) return printIdentifier(leaf)
  if ('account' in leaf) return printAccount(leaf)
  if ('segment' in leaf) return `in segment ${leaf.segment}`
  if ('set' in leaf) return `in set ${leaf.set}`
  if ('consent' in leaf) return printConsent(leaf)
  return `chance ${printScalar(leaf.from)} to ${leaf.to} % by ${JSON.stringify(leaf.bucket)}`
}

function printConsent(leaf: ConsentLeaf): string {
  const said = `consent ${printName(leaf.consent, CONSENTS)} ${leaf.op}`
  return 'within' in leaf ? during(said, leaf.within) : said
}

function printProfile(leaf: ProfileLeaf): string {
  if (leaf.profile === 'facts') return `facts ${printSaid(leaf)}`
  return `${leaf.profile === 'firstSeen' ? 'first seen' : 'last seen'} ${printSaid(leaf)}`
}

function printIdentifier(leaf: IdentifierLeaf): string {
  // One word at most: after more, nobody could tell where the kind ends.
  const kind = leaf.identifier.includes(' ') ? JSON.stringify(leaf.identifier) : printName(leaf.identifier)
  return leaf.op === 'exists' ? `has ${kind}` : `has ${kind} ${printWhich(leaf)}`
}

function printAccount(leaf: AccountLeaf): string {
  return leaf.op === 'exists' ? 'in an account' : `in account ${printWhich(leaf)}`
}

function printWhich({ op, value }: { op: 'equals' | 'startsWith'; value: string }): string {
  return op === 'equals' ? JSON.stringify(value) : `starting with ${JSON.stringify(value)}`
}

function printCount({ count, within, op, value }: CountLeaf): string {
  const facts = during(printFacts(count), within)
  return op === 'atLeast' && value === 1 ? facts : `${facts} ${printSaid({ op, value })}`
}

function printMeasure({ measure, property, of, within, op, value }: MeasureLeaf): string {
  return `${measure} ${printName(property, ['of'])} of ${during(printFacts(of), within)} ${printSaid({ op, value })}`
}

function printEdge({ edge, of, within, is }: EdgeLeaf): string {
  return `${edge} ${during(printFacts(of), within)} had ${printTest(is)}`
}

function printTime(leaf: TimeLeaf): string {
  const when = leaf.op === 'withinLast' ? printDuration(leaf.value) : leaf.value
  return `${leaf.time} ${printFacts(leaf.of)} ${TESTS[leaf.op][0]} ${when}`
}

function printSequence({ sequence, in: length, without, within }: SequenceLeaf): string {
  const steps = sequence.map(printFacts).join(' then ')
  const inside = length ? ` within ${printDuration(length)}` : ''
  const none = without ? ` without ${printFacts(without)}` : ''
  return during(steps + inside + none, within)
}

function during(facts: string, within: FactWindow | undefined): string {
  return within ? `${facts} ${printWindow(within)}` : facts
}
