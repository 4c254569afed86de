import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RULE_TEXT_LENGTH_MAX, parseRule } from './parse-rule.ts'
import { printRule } from './print-rule.ts'
import { instant, leavesOf } from './rules.ts'
import { segmentLimits, segmentRule } from './segment-rules.ts'
import type { SegmentWhere } from './segment-rules.ts'
import { anyRule } from './testing/any-rule.ts'

const valid = (where: SegmentWhere) => segmentRule.safeParse({ version: 1, where }).success

function refusal(text: string) {
  const parsed = parseRule(text)
  if (parsed.ok) throw new Error(`It is a rule: ${printRule(parsed.where)}`)
  return parsed
}

it('what is printed is read back as the same rule, whatever it is about', () => {
  fc.assert(
    fc.property(anyRule({ depth: 4 }), (where) => {
      fc.pre(valid(where))
      const text = printRule(where)
      fc.pre(text.length <= RULE_TEXT_LENGTH_MAX)
      expect(parseRule(text)).toStrictEqual({ ok: true, where })
    }),
    { numRuns: 2_000 },
  )
})

it('makes nearly only rules that are valid and short enough to prove something', () => {
  const rules = fc.sample(anyRule({ depth: 4 }), 500)
  const proving = rules.filter((where) => valid(where) && printRule(where).length <= RULE_TEXT_LENGTH_MAX)
  expect(proving.length).toBeGreaterThan(480)
})

it('makes rules of nothing but what it is given', () => {
  const narrow = {
    facts: fc.constant('Seen'),
    properties: fc.constant('size'),
    types: fc.constant('page' as const),
    ops: ['withinLast'] as const,
  }
  for (const where of fc.sample(anyRule({ ...narrow, leaves: ['count', 'edge'] }), 200))
    for (const leaf of leavesOf(where)) {
      expect('count' in leaf || 'edge' in leaf).toBe(true)
      expect(JSON.stringify(leaf)).not.toMatch(/"fact":"(?!Seen)|"property":"(?!size)|"type":"(?!page)|"where"/u)
    }
})

it('takes for a date what the schema takes for one', () => {
  const digits = fc.tuple(fc.constantFrom('2024', '2025', '1900', '0000'), fc.nat(13), fc.nat(32)).map(([year, month, day]) => {
    return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
  })
  const times = fc.constantFrom(
    '',
    'T10:00:00Z',
    'T23:59:59.123456+14:00',
    'T24:00:00Z',
    'T10:00Z',
    'T10:00:00',
    'T10:00:00-24:00',
    't10:00:00z',
  )
  fc.assert(
    fc.property(digits, times, (day, time) => {
      expect(parseRule(`A until ${day}${time}`).ok).toBe(instant.safeParse(day + time).success)
    }),
    { numRuns: 2_000 },
  )
})

it('reads whatever comes as a valid rule, or says where the trouble is', () => {
  const words =
    'and or not ( ) where then in last first 30 days ≥ 2 had of sum Order "x" trait plan = within until 2026-01-31 any exists % , \0 page'
  const soup = fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 25 }).map((some) => some.join(' '))
  const broken = anyRule()
    .map(printRule)
    .chain((text) => fc.nat(text.length).map((at) => text.slice(0, at)))
  fc.assert(
    fc.property(fc.oneof(soup, broken, fc.string({ unit: 'binary' })), (text) => {
      const parsed = parseRule(text)
      if (parsed.ok) {
        expect(valid(parsed.where)).toBe(true)
        return
      }
      expect(parsed.message).not.toMatch(/^Not a rule|Invalid|undefined/u)
      expect(parsed.at >= 0 && parsed.at <= text.length).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

it('keeps the shape of groups as deep as rules go', () => {
  const leaf: SegmentWhere = { count: { fact: 'A', where: [{ property: 'b', op: 'exists' }] }, op: 'atLeast', value: 1 }
  const wrappings: ((where: SegmentWhere) => SegmentWhere)[] = [
    (where) => ({ all: [where] }),
    (where) => ({ any: [where, leaf] }),
    (where) => ({ not: where }),
    (where) => ({ all: [{ not: where }, leaf] }),
  ]
  for (const wrap of wrappings) {
    let where: SegmentWhere = leaf
    for (let next = wrap(where); valid(next); next = wrap(where)) where = next
    expect(where).not.toBe(leaf)
    expect(parseRule(printRule(where))).toStrictEqual({ ok: true, where })
    expect(refusal(printRule(wrap(where))).message).toBe(`A rule is at most ${segmentLimits.depth} levels deep`)
  }
})

it.each([
  ['orders in last 90 days ≥ 2 and not opened email in last 30 days'],
  ['Order Completed'],
  ['Order Completed where total > 100 and category = "lamps"'],
  ['(Order Completed where total > 100) and (page "Home" or screen)'],
  ['anything where utm.source = "google" in last 1 hour'],
  ['zamówienie złożone from 2026-01-01 until 2026-02-01 = 0'],
  ['Email Opened in first 30 days after Signed Up ≥ 3'],
  ['sum total of Order Completed in last 1 year > 499.5'],
  ['distinct category of Order Completed ≥ 3'],
  ['last Order Completed in last 90 days had category = "lamps"'],
  ['first Order Completed before 2026-01-01'],
  ['last identify within last 2 weeks'],
  ['Signed Up then Order Completed within 7 days without Order Returned in last 90 days'],
  ['stopped Order Completed for 90 days'],
  ['Order Completed in at least 3 of last 8 weeks'],
  ['trait plan any of ("gold", 7, true)'],
  ['trait city contains "łó"'],
  ['trait born anniversary and trait renewal within next 30 days'],
  ['trait tags has all of ("a", "b") or trait tags has "c"'],
  ['account trait size ≥ 10'],
  ['first seen within last 30 days and facts > 3'],
  ['has email and has external:shop starting with "47"'],
  ['has email "anna@example.org"'],
  ['in an account or in account "acme"'],
  ['in segment 12 and not in set 3'],
  ['consent newsletter given and not consent "sms, calls" withdrawn in last 30 days'],
  ['consent "given" unknown or consent newsletter given until 2024-11-22'],
  ['chance 0 to 12.5 % by "spring"'],
  ['all (any (not (trait a exists and trait b exists)))'],
])('%s: is written as it is read', (text) => {
  const parsed = parseRule(text)
  expect(parsed.ok && printRule(parsed.where)).toBe(text)
})

it.each([
  ['A >= 2 and B <= 3', 'A ≥ 2 and B ≤ 3'],
  ['A   in the last 1 days\n  AND NOT B', 'A in last 1 day and not B'],
  ['A ≥ 1', 'A'],
  ['A != 2', 'not A = 2'],
  ['trait plan != gold', 'not trait plan = "gold"'],
  ['trait plan any of (very gold, true, 7)', 'trait plan any of ("very gold", true, 7)'],
  ['trait size = "7"', 'trait size = "7"'],
  ['A and B or C', '(A and B) or C'],
  ['((A)) and (B and C)', 'A and (B and C)'],
  ['sum of total of Order Completed > 5', 'sum total of Order Completed > 5'],
  ['logged in in last 30 days', '"logged in" in last 30 days'],
  ['Terms of Service Accepted until 2026-01-01', 'Terms of Service Accepted until 2026-01-01'],
  [String.raw`"say \"no\"\n" where "a and b" exists`, String.raw`"say \"no\"\n" where "a and b" exists`],
])('%s: is written as %s', (text, canonical) => {
  const parsed = parseRule(text)
  expect(parsed.ok && printRule(parsed.where)).toBe(canonical)
})

it.each([
  ['', 0, 'The rule is not complete: expected the name of a fact, “not”, “(”, “trait”'],
  ['Order Completed in last ninety days', 24, '“ninety” does not fit here: expected a length of time such as 30 days'],
  ['A in last 101 years', 10, 'A length of time is at most 100 years'],
  ['A ≥ 10001', 4, 'expected how many times (a whole number from 0 to 10000)'],
  ['plan = gold', 7, 'Facts are counted; a trait is written trait plan = "gold"'],
  ['page views ≥ 3', 5, 'After “page”, a name stands in quotes; and so does a whole name that begins with “page”'],
  ['first order in last 3 days', 26, 'expected “had”. A name that begins with “first” stands in quotes'],
  ['A then trait x', 7, '“trait” is a word of the rule language'],
  ['A where b > 1 and trait c = 2', 18, 'to begin another condition, put the one before in parentheses'],
  ['A where b within last 3 days', 10, 'cannot depend on today'],
  ['A where b before 2026-02-30', 17, 'expected a date such as 2026-01-31'],
  ['(A or B', 7, '“)”'],
  ['A)', 1, '“)” does not fit here'],
  ['trait plan = "gold', 13, 'has no end'],
  ['trait plan = “gold”', 13, 'Only straight double quotes'],
  [String.raw`trait plan = "\x"`, 13, 'a backslash is written'],
  ['trait mail = a@b.c', 14, '“@” can only stand in quotes'],
  ['A \0', 2, 'U+0000'],
  ['has email anna', 10, 'expected a text in quotes, “starting with”, “and” or “or”'],
  ['trait "" exists', 6, 'The quotes are empty: expected a trait'],
  [`trait ${'x'.repeat(201)} exists`, 6, 'at most 200 characters'],
  ['A in at least 9 of last 8 weeks', 24, 'of how many weeks (a whole number from 9 to 520)'],
  ['chance 10 to 5 % by "x"', 13, 'a percentage above 10, up to 100'],
  [`A${' then A'.repeat(6)}`, 42, 'at most 6 steps'],
  [`A where ${'b exists and '.repeat(11)}`, 138, 'at most 10 tests'],
  [`trait a any of (${'1, '.repeat(101)}1)`, 316, 'at most 100 values'],
])('%s: is refused at %i', (text, at, message) => {
  const refused = refusal(text)
  expect(refused.message).toContain(message)
  expect(refused.at).toBe(at)
})

it('proposes all that would have fitted', () => {
  expect(refusal('trait plan').expected).toEqual(expect.arrayContaining(['exists', '=', '≥', 'any of', 'within last', 'has']))
  expect(refusal('(A in last 3 days').expected).toEqual(['=', '<', '≤', '≥', '>', 'and', 'or', ')'])
})

it.each([
  ['a megabyte', 'a'.repeat(1_000_000), /20000 characters/u],
  ['parentheses', '('.repeat(10_000), /10 levels deep/u],
  ['negations', 'not '.repeat(4_999), /10 levels deep/u],
  ['conditions', `A${' or A'.repeat(3_900)}`, /100 conditions/u],
  ['backslashes', `"${'\\'.repeat(19_998)}`, /no end/u],
  ['words', 'a '.repeat(9_999), /too long/u],
  ['an enormous number', `trait a > ${'9'.repeat(400)}`, /expected a number/u],
])('refuses %s without much ado', (_, text, message) => {
  expect(refusal(text).message).toMatch(message)
})
