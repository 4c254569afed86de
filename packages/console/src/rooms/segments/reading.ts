import type {
  BucketLeaf,
  Compared,
  ConsentLeaf,
  CountLeaf,
  Duration,
  FactMatch,
  FactType,
  FactWindow,
  SegmentRuleLeaf,
  SegmentWhere,
  SequenceLeaf,
  TimeLeaf,
} from '@percorso/contract'
import type { useFormatter, useTranslations } from 'use-intl'
import type { Op, Said, Scalar } from './builder/said.ts'

// A rule in the words of whoever reads: “did “Order Completed” at least twice in the last 90 days and did not …”.

/** What facts are read with: texts, numbers and dates of the language. */
export type FactReader = {
  t: ReturnType<typeof useTranslations<'segments.reading'>>
  factType: (type: FactType) => string
  format: Pick<ReturnType<typeof useFormatter>, 'number' | 'dateTime' | 'list'>
}
/** And rules: with the names of other segments and of uploaded sets, too. */
export type Reader = FactReader & { segmentName: (segmentId: number) => string; setName: (setId: number) => string }

/** A rule in words, as a part of a sentence. */
export function readRule(where: SegmentWhere, reader: Reader): string {
  if ('all' in where) return joined(where.all, 'conjunction', reader)
  if ('any' in where) return joined(where.any, 'disjunction', reader)
  return 'not' in where ? readNot(where.not, reader) : readLeaf(where, true, reader)
}

function joined(parts: SegmentWhere[], type: 'conjunction' | 'disjunction', reader: Reader): string {
  const texts = parts.map((part) => {
    const text = readRule(part, reader)
    return parts.length > 1 && isCompound(part) ? `(${text})` : text
  })
  return reader.format.list(texts, { type })
}

/** Whether it has commas or a conjunction of its own, and would run into its neighbours. */
function isCompound(where: SegmentWhere): boolean {
  if ('not' in where) return isCompound(where.not)
  if ('sequence' in where) return true
  return ('all' in where && where.all.length > 1) || ('any' in where && where.any.length > 1)
}

function readNot(where: SegmentWhere, reader: Reader): string {
  if ('not' in where) return readRule(where.not, reader)
  if ('any' in where) return reader.t('none', { parts: joined(where.any, 'disjunction', reader) })
  if ('all' in where) return reader.t('notAll', { parts: joined(where.all, 'conjunction', reader) })
  return readLeaf(where, false, reader)
}

/** One condition, or that it does not hold. */
function readLeaf(leaf: SegmentRuleLeaf, holds: boolean, reader: Reader): string {
  const { t } = reader
  const is = holds ? 'yes' : 'no'
  if ('count' in leaf) return readCount(leaf, is, reader)
  if ('time' in leaf) return t(`time.${leaf.time}`, { is, what: ofFacts(leaf.of, reader), when: timeText(leaf, reader) })
  if ('segment' in leaf) return t('segment', { is, name: reader.segmentName(leaf.segment) })
  if ('set' in leaf) return t('set', { is, name: reader.setName(leaf.set) })
  if ('consent' in leaf) return readConsent(leaf, is, reader)
  if ('profile' in leaf && leaf.profile !== 'facts') return t(leaf.profile, { is, when: seenText(leaf, reader) })
  const about = subjectOf(leaf, reader)
  if (about !== undefined) return saidText(about, leaf as Said, { is, reader })
  const text = readOther(leaf, reader)
  return holds ? text : t('notSo', { what: text })
}

/** What a test of something known is about. */
function subjectOf(leaf: SegmentRuleLeaf, { t }: FactReader): string | undefined {
  if ('trait' in leaf) return leaf.trait
  if ('accountTrait' in leaf) return t('accountTrait', { name: leaf.accountTrait })
  if ('account' in leaf) return t('account')
  return 'identifier' in leaf ? t('identifier', { kind: leaf.identifier }) : undefined
}

/** The kinds of which not to hold is said with “it is not true that”. */
function readOther(leaf: SegmentRuleLeaf, reader: FactReader): string {
  const { t, format } = reader
  const compared = (op: Compared, value: number) => t(`compared.${op}`, { value: format.number(value, { maximumFractionDigits: 6 }) })
  if ('measure' in leaf) {
    const { measure, property, of, within, op, value } = leaf
    return t(`measure.${measure}`, { property, what: ofFacts(of, reader), when: windowText(within, reader), compared: compared(op, value) })
  }
  if ('edge' in leaf) {
    const { property, ...said } = leaf.is
    const test = saidText(property, said as Said, { is: 'yes', reader })
    return t(`edge.${leaf.edge}`, { what: ofFacts(leaf.of, reader), when: windowText(leaf.within, reader), test })
  }
  if ('sequence' in leaf) return readSequence(leaf, reader)
  if ('stopped' in leaf)
    return t('stopped', { what: facts(leaf.stopped, reader, 'yes'), when: t(`last.${leaf.for.unit}`, { n: leaf.for.n }) })
  if ('regularly' in leaf) return t('regularly', { what: facts(leaf.regularly, reader, 'yes'), atLeast: leaf.atLeast, weeks: leaf.weeks })
  if ('profile' in leaf) return t('facts', { compared: compared(leaf.op as Compared, Number(leaf.value)) })
  const { from, to, bucket } = leaf as BucketLeaf
  return t('bucket', { from: format.number(from), to: format.number(to), salt: bucket })
}

function readConsent(leaf: ConsentLeaf, is: 'yes' | 'no', reader: FactReader): string {
  const when = 'within' in leaf ? windowText(leaf.within, reader) : ''
  return reader.t(`consent.${leaf.op}`, { is, purpose: leaf.consent, when })
}

const OPPOSITE = { yes: 'no', no: 'yes' } as const

/** Never is said as not to have done it, whichever way it was counted. */
function readCount({ count, op, value, within }: CountLeaf, is: 'yes' | 'no', reader: FactReader): string {
  const isNever = value === 0 ? op === 'equals' || op === 'atMost' : op === 'lessThan' && value === 1
  const isOnce = op === 'atLeast' && value === 1
  const isDone = isNever ? OPPOSITE[is] : is
  const times = isNever || isOnce ? '' : ` ${reader.t(`times.${op}`, { n: value })}`
  const what = facts(count, reader, times === '' ? isDone : 'yes')
  return reader.t('count', { is: isDone, what, times, when: windowText(within, reader) })
}

function readSequence({ sequence, in: length, without, within }: SequenceLeaf, reader: FactReader): string {
  const { t } = reader
  const steps = sequence.map((step) => facts(step, reader, 'yes')).reduce((before, next) => t('followedBy', { before, next }))
  return t('sequence', {
    steps,
    in: length ? ` ${t('in', { length: lengthText(length, reader) })}` : '',
    without: without ? ` ${t('without', { what: ofFacts(without, reader) })}` : '',
    when: windowText(within, reader),
  })
}

/** Something is done, nothing is not: in most languages two words. */
const UNNAMED = { yes: 'something', no: 'nothing', other: 'any' } as const

/** The facts that are meant: as what somebody did (`yes`) or did not, or only named. `ofFacts` says them as what something is of. */
export function facts(match: FactMatch, reader: FactReader, is: 'yes' | 'no' | 'other' = 'other'): string {
  const { t, factType } = reader
  const { fact, type } = match
  const unnamed = type ? t('what.typed', { type: factType(type), is }) : t(`what.${UNNAMED[is]}`)
  return narrowed(fact === undefined ? unnamed : t('what.named', { name: fact }), match, reader)
}

export function ofFacts(match: FactMatch, reader: FactReader): string {
  const { t, factType } = reader
  const { fact, type } = match
  const unnamed = type ? t('ofWhat.typed', { type: factType(type) }) : t('ofWhat.any')
  return narrowed(fact === undefined ? unnamed : t('ofWhat.named', { name: fact }), match, reader)
}

function narrowed(name: string, { fact, type, where = [] }: FactMatch, reader: FactReader): string {
  const tests = where.map(({ property, ...said }) => saidText(property, said as Said, { is: 'yes', reader }))
  const all = fact !== undefined && type ? [reader.factType(type), ...tests] : tests
  return all.length === 0 ? name : `${name} (${reader.format.list(all, { type: 'conjunction' })})`
}

/** With a space before it, or nothing at all: it stands at the end of what it belongs to. */
export function windowText(window: FactWindow | undefined, reader: FactReader): string {
  const { t } = reader
  if (!window) return ''
  if ('last' in window) return ` ${t(`last.${window.last.unit}`, { n: window.last.n })}`
  if ('after' in window) return ` ${t('afterFirst', { length: lengthText(window.for, reader), what: ofFacts(window.after, reader) })}`
  const from = 'from' in window ? dateText(window.from, reader) : undefined
  const to = window.to === undefined ? undefined : dateText(window.to, reader)
  if (from === undefined) return ` ${t('before', { date: to ?? '' })}`
  return to === undefined ? ` ${t('since', { date: from })}` : ` ${t('between', { from, to })}`
}

function timeText(leaf: TimeLeaf, reader: FactReader): string {
  if (leaf.op === 'withinLast') return reader.t(`last.${leaf.value.unit}`, { n: leaf.value.n })
  return reader.t(leaf.op, { date: dateText(leaf.value, reader) })
}

function seenText({ op, value }: { op: string; value: string | number }, reader: FactReader): string {
  if (typeof value === 'number') return reader.t('last.days', { n: value })
  return reader.t(op === 'before' ? 'before' : 'after', { date: dateText(value, reader) })
}

function lengthText({ n, unit }: Duration, { t }: FactReader): string {
  return t(`length.${unit}`, { n })
}

function dateText(value: string, { format }: FactReader): string {
  const isDay = /^\d{4}-\d\d-\d\d$/u.test(value)
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) return value
  return format.dateTime(date, isDay ? { dateStyle: 'medium', timeZone: 'UTC' } : { dateStyle: 'medium', timeStyle: 'short' })
}

type Telling = { is: 'yes' | 'no'; reader: FactReader }

function saidText(name: string, { op, value }: Said, { is, reader }: Telling): string {
  const isDate = op === 'before' || op === 'after'
  const isEvery = op === 'hasAll' || is === 'no' // none of A and B
  const shown = isDate ? dateText(String(value), reader) : valuesText(value, isEvery ? 'conjunction' : 'disjunction', reader)
  // All tests at once are more than the compiler can compare.
  const tell = reader.t as unknown as (key: `said.${Op}`, values: Record<string, string | number>) => string
  return tell(`said.${op}`, { is, name, value: shown, n: typeof value === 'number' ? value : 0 })
}

function valuesText(value: Said['value'], type: 'conjunction' | 'disjunction', reader: FactReader): string {
  if (value === undefined) return ''
  const values = Array.isArray(value) ? value : [value]
  const texts = values.map((each) => scalarText(each, reader))
  return reader.format.list(texts, { type })
}

function scalarText(value: Scalar, { t, format }: FactReader): string {
  if (typeof value === 'string') return t('quoted', { text: value })
  return typeof value === 'number' ? format.number(value, { maximumFractionDigits: 6 }) : t(value ? 'yes' : 'no')
}
