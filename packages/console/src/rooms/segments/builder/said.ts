/** What is said of a value: a trait's, a property's. */
export type Said = { op: Op; value?: Value }
export type Scalar = string | number | boolean
type Value = Scalar | Scalar[]

/** The tests, as they are chosen from: those of any value, of texts, of numbers, of dates, of lists. */
export const opGroups = {
  any: ['equals', 'anyOf', 'exists'],
  text: ['contains', 'startsWith', 'endsWith', 'matches'],
  number: ['atLeast', 'moreThan', 'atMost', 'lessThan'],
  date: ['withinLast', 'withinNext', 'before', 'after', 'anniversary'],
  list: ['has', 'hasAny', 'hasAll'],
} as const
/** Of facts only what does not depend on when it is asked: whether one counts is remembered. */
export const steadyOpGroups: OpGroups = { ...opGroups, date: ['before', 'after'] }
export type OpGroups = { [Group in keyof typeof opGroups]: readonly Op[] }
export type Op = (typeof opGroups)[keyof typeof opGroups][number]

export type Asked = 'nothing' | 'scalar' | 'scalars' | 'text' | 'number' | 'date' | 'days'

/** What a test asks for. */
export const askedBy: Record<Op, Asked> = {
  exists: 'nothing',
  anniversary: 'nothing',
  equals: 'scalar',
  has: 'scalar',
  anyOf: 'scalars',
  hasAny: 'scalars',
  hasAll: 'scalars',
  contains: 'text',
  startsWith: 'text',
  endsWith: 'text',
  matches: 'text',
  atLeast: 'number',
  moreThan: 'number',
  atMost: 'number',
  lessThan: 'number',
  before: 'date',
  after: 'date',
  withinLast: 'days',
  withinNext: 'days',
}

export type ScalarType = 'string' | 'number' | 'boolean'

/** What a value begins as, of a type that people's data really has, if that is known. */
export function emptyScalar(type: string | undefined): Scalar {
  if (type === 'number') return Number.NaN
  return type === 'boolean' ? true : ''
}

/** What is asked for, made of what was said before, where that still means something. */
const converted: Record<Asked, (value: Scalar | undefined, type: string | undefined) => Value | undefined> = {
  nothing: () => undefined,
  scalar: (value, type) => value ?? emptyScalar(type),
  scalars: (value) => (value === undefined || value === '' || Number.isNaN(value) ? [] : [value]),
  text: (value) => (typeof value === 'string' ? value : ''),
  number: (value) => (typeof value === 'number' ? value : Number.NaN),
  date: () => '',
  days: () => 30,
}

/** A test instead of another one. */
export function withOp({ op: before, value }: Said, op: Op, type: string | undefined): Said {
  const asked = askedBy[op]
  const kept = asked === askedBy[before] ? value : converted[asked](Array.isArray(value) ? value[0] : value, type)
  return kept === undefined ? { op } : { op, value: kept }
}
