import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from './parse-json.ts'

const same = (parsed: unknown) => JSON.parse(JSON.stringify(parsed)) as unknown

describe('parseJson', () => {
  it.each([
    ['20 digits', '{"id":12345678901234567890}', { id: '12345678901234567890' }],
    ['20 digits below zero', '[-12345678901234567890]', ['-12345678901234567890']],
    ['one more than is safe', '[9007199254740993]', ['9007199254740993']],
    ['the last safe one', '[9007199254740991]', [9007199254740991]],
    ['1e400', '{"n":1e400,"m":-1E+400}', { n: '1e400', m: '-1E+400' }],
    ['1e-400, which is nothing', '[1e-400]', [0]],
    ['long fractions', '[0.12345678901234567890,1.5e2]', [0.12345678901234568, 150]],
    [
      'digits in strings',
      '{"card":"4111111111111111","say \\"12345678901234567890\\"":"\\\\"}',
      { card: '4111111111111111', 'say "12345678901234567890"': '\\' },
    ],
    ['digits right after strings', '{"a":"\\\\","id":12345678901234567890}', { a: '\\', id: '12345678901234567890' }],
    ['NUL in strings and names', '{"a\\u0000":"b\\u0000c"}', { 'a\uFFFD': 'b\uFFFDc' }],
    ['lone surrogates', '["\\ud800x","x\\uDFFF","\\ude00\\ud83d"]', ['\uFFFDx', 'x\uFFFD', '\uFFFD\uFFFD']],
    ['surrogates in pairs', '["\\ud83d\\ude00"]', ['😀']],
    ['names that come twice: the last', '{"a":1,"a":12345678901234567890}', { a: '12345678901234567890' }],
  ])('keeps %s', (_name, text, expected) => {
    expect(same(parseJson(text))).toEqual(expected)
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('takes %s for a name like any other', (name) => {
    for (const value of ['{"polluted":1}', '{"prototype":{"polluted":"\\u0000"}}', '12345678901234567890']) {
      const parsed = parseJson(`{"${name}":${value},"n":12345678901234567890}`) as Record<string, unknown>
      expect(Object.keys(parsed)).toEqual([name, 'n'])
      expect(JSON.stringify(parsed)).toContain(`"${name}":`)
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it.each(['{"a":', '1 2', 'NaN', '{"a":"\0"}', '', '12345678901234567890,'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  it('goes as deep as a sender likes', () => {
    for (const core of ['1', '12345678901234567890', '"\\u0000"']) {
      expect(() => parseJson(`{"id":12345678901234567890,"deep":${'['.repeat(20_000)}${core}${']'.repeat(20_000)}}`)).not.toThrow()
    }
  })

  it('takes a million names', () => {
    const text = `{${Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":1`).join(',')},"id":12345678901234567890}`
    expect(Object.keys(parseJson(text) as object)).toHaveLength(1_000_001)
  })

  it('is JSON.parse for everything that survives it', () => {
    const survives = (value: unknown) => !/\\u0000|\\ud[89a-f]/iu.test(JSON.stringify(value))
    fc.assert(fc.property(fc.jsonValue().filter(survives), (value) => {
      const text = JSON.stringify({ value, risky: 12345678901234567890n.toString() })
      expect(same(parseJson(text))).toEqual(JSON.parse(text))
    })) // prettier-ignore
  })

  it('keeps every digit of every whole number', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (id) => {
      expect(String((parseJson(`{"x":[${id}]}`) as { x: unknown[] }).x[0])).toBe(id.toString())
    })) // prettier-ignore
  })
})
