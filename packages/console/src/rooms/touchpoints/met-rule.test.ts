import { segmentRule } from '@percorso/contract'
import type { FactMatch } from '@percorso/contract'
import { expect, test } from 'vitest'
import { metRule } from './met-rule.ts'

const within = { last: { n: 30, unit: 'days' } }
const page = (op: 'equals' | 'startsWith', value: string): FactMatch => ({ type: 'page', where: [{ property: 'path', op, value }] })

test('those who met one of several kinds of facts', () => {
  const rule = metRule([{ fact: 'Called' }, page('equals', '/cart')], 30)
  expect(rule).toEqual({
    any: [
      { count: { fact: 'Called' }, within, op: 'atLeast', value: 1 },
      { count: page('equals', '/cart'), within, op: 'atLeast', value: 1 },
    ],
  })
  expect(segmentRule.safeParse({ version: 1, where: rule }).success).toBe(true)
})

test('a cleaned path becomes an expression that means the paths it came from', () => {
  const expressionOf = (match: FactMatch) => {
    const rule = metRule([match], 30) as { count: { where: { op: string; value: string }[] } }
    expect(rule.count.where[0]!.op).toBe('matches')
    return new RegExp(rule.count.where[0]!.value.replace('(?i)', ''), 'iu')
  }
  const whole = expressionOf(page('equals', '/a.b/:id/edit'))
  const paths = ['/a.b/12/edit', '/A.B/12/edit/', '/a.b/12/edit?x=1', '/axb/12/edit', '/a.b/12/edit/more', '/a.b//edit']
  expect(paths.map((path) => whole.test(path))).toEqual([true, true, true, false, false, false])
  expect(expressionOf(page('startsWith', '/a/:id/')).test('/a/12/any/thing')).toBe(true)
})
