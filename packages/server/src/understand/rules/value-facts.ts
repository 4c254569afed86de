import type { EdgeTest, FactTest } from '@percorso/contract'
import type { At } from './calendar.ts'
import { dateSql } from './date-facts.ts'
import type { PropertySql } from './property-facts.ts'
import { propertySql } from './property-facts.ts'
import type { Params } from './rule-params-facts.ts'
import { momentOf } from './test-value.ts'

const DAY_MS = 86_400_000
const COMPARED = { lessThan: '<', atMost: '<=', atLeast: '>=', moreThan: '>', equals: '=' } as const

type Scalar = string | number | boolean
type Context = { at: At; params: Params }

/** A number held against another, as SQL. */
export function comparedSql(found: string, { op, value }: { op: keyof typeof COMPARED; value: number }, params: Params): string {
  return `${found} ${COMPARED[op]} ${params.add(value, 'Float64')}`
}

/** Whether a fact's property passes a test, as SQL: 1 or 0, never null, so that what is not there is simply false. */
export function testSql(test: AnyTest, context: Context): string {
  return testOnSql(propertySql(test.property, context.params), test, context)
}

/** The same of a value that is already at hand. */
export function testOnSql(property: PropertySql, test: AnyTest, context: Context): string {
  return `ifNull(${conditionSql(property, test, context)}, 0)`
}

type AnyTest = FactTest | EdgeTest

function conditionSql(property: PropertySql, test: AnyTest, context: Context): string {
  const { params } = context
  if (isTextTest(test)) return textSql(property.text, test, params)
  if (isNumberTest(test)) return comparedSql(property.number, test, params)
  switch (test.op) {
    case 'exists':
      return property.exists
    case 'equals':
      return isOneOf(property, [test.value], params)
    case 'anyOf':
      return isOneOf(property, test.value, params)
    case 'has':
      return holds(property, test.value, params)
    case 'hasAny':
    case 'hasAll':
      return `(${test.value.map((value) => holds(property, value, params)).join(test.op === 'hasAny' ? ' or ' : ' and ')})`
    default:
      return timeSql(property.text, test, context)
  }
}

type TextTest = Extract<AnyTest, { op: 'contains' | 'startsWith' | 'endsWith' | 'matches' }>
type NumberTest = Extract<AnyTest, { op: 'lessThan' | 'atMost' | 'atLeast' | 'moreThan' }>

function isTextTest(test: AnyTest): test is TextTest {
  return ['contains', 'startsWith', 'endsWith', 'matches'].includes(test.op)
}

function isNumberTest(test: AnyTest): test is NumberTest {
  return ['lessThan', 'atMost', 'atLeast', 'moreThan'].includes(test.op)
}

function textSql(
  text: string,
  { op, value }: { op: 'contains' | 'startsWith' | 'endsWith' | 'matches'; value: string },
  params: Params,
): string {
  // The dot of an expression is for anything but the end of a line: ClickHouse would have it otherwise.
  if (op === 'matches') return `match(${text}, ${params.add(`(?-s)${value}`, 'String')})`
  const [whole, part] = [foldSql(text), foldSql(params.add(value, 'String'))]
  return op === 'contains' ? `position(${whole}, ${part}) > 0` : `${op}(${whole}, ${part})`
}

type TimeTest = Extract<AnyTest, { op: 'before' | 'after' | 'withinLast' | 'withinNext' | 'anniversary' }>

function timeSql(text: string, test: TimeTest, { at, params }: Context): string {
  const date = dateSql(text)
  const ms = (moment: number) => params.add(moment, 'Int64')
  switch (test.op) {
    case 'before':
      return `${date} < ${ms(momentOf(test.value, at.timeZone))}`
    case 'after':
      return `${date} > ${ms(momentOf(test.value, at.timeZone))}`
    case 'withinLast':
      return `${date} between ${ms(at.now - test.value * DAY_MS)} and ${ms(at.now)}`
    case 'withinNext':
      return `${date} between ${ms(at.now)} and ${ms(at.now + test.value * DAY_MS)}`
    default:
      return `isNotNull(${date}) and substring(${text}, 6, 5) in ${params.add(daysCelebrated(at), 'Array(String)')}`
  }
}

/** Equal in type and value. */
function isOneOf({ text, number, bool }: PropertySql, values: Scalar[], params: Params): string {
  const texts = values.filter((value) => typeof value === 'string')
  const numbers = values.filter((value) => typeof value === 'number')
  const bools = [...new Set(values.filter((value) => typeof value === 'boolean'))]
  const either: string[] = []
  if (texts.length > 0) either.push(`has(${params.add(texts, 'Array(String)')}, ${text})`)
  if (numbers.length > 0) either.push(`has(${params.add(numbers, 'Array(Float64)')}, ${number})`)
  if (bools.length > 0) either.push(bools.map((wanted) => `${bool} = ${wanted}`).join(' or '))
  return `(${either.map((part) => `ifNull(${part}, 0)`).join(' or ')})`
}

/** Whether a list holds a value. */
function holds({ elements }: PropertySql, value: Scalar, params: Params): string {
  if (typeof value === 'boolean') return `has(${elements}, '${value}')`
  const isIt =
    typeof value === 'string'
      ? `JSONType(x) = 'String' and JSONExtractString(x) = ${params.add(value, 'String')}`
      : `JSONType(x) in ('Int64', 'UInt64', 'Double') and JSONExtractFloat(x) = ${params.add(value, 'Float64')}`
  return `arrayExists(x -> ${isIt}, ${elements})`
}

/** Most texts are plain, and lower case is all that they need. */
function foldSql(text: string): string {
  const folded = `replaceRegexpAll(normalizeUTF8NFKD(lowerUTF8(${text})), '[\\\\x{0300}-\\\\x{036F}]', '')`
  return `if(isValidASCII(${text}), lower(${text}), translateUTF8(${folded}, 'łøđħı', 'lodhi'))`
}

/** What is celebrated today: also 29 February, on the 28th of years that have no 29th. */
function daysCelebrated({ monthDay, isLeapYear }: At): string[] {
  return monthDay === '02-28' && !isLeapYear ? ['02-28', '02-29'] : [monthDay]
}
