import { leavesOf, segmentRule } from '@percorso/contract'
import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyRule } from '../../../../../contract/src/testing/any-rule.ts'
import { fromWhere, isGroup, newGroup, newLine, toWhere, withInserted, withPart } from './draft.ts'
import type { Group, Part } from './draft.ts'
import { kindGroups, kindOf, newLeaf } from './kinds.ts'
import { opGroups, withOp } from './said.ts'
import type { Said } from './said.ts'

const city: SegmentRuleLeaf = { trait: 'city', op: 'equals', value: 'Roma' }
const plan: SegmentRuleLeaf = { accountTrait: 'plan', op: 'exists' }

/** Whether a rule holds for somebody of whom each condition is as its text decides. */
function holds(where: SegmentWhere, salt: number): boolean {
  if ('all' in where) return where.all.every((part) => holds(part, salt))
  if ('any' in where) return where.any.some((part) => holds(part, salt))
  if ('not' in where) return !holds(where.not, salt)
  const letters = Array.from(JSON.stringify(where), (letter) => letter.codePointAt(0)!)
  return letters.reduce((sum, code, place) => (sum * 31 + code + place) % 10_007, salt) % 2 === 0
}

it('whatever rule comes, its form says the same', () => {
  fc.assert(
    fc.property(anyRule(), fc.array(fc.nat(10_000), { minLength: 5, maxLength: 5 }), (where, salts) => {
      const written = toWhere(fromWhere(where))!
      expect(leavesOf(written)).toEqual(leavesOf(where))
      for (const salt of salts) expect(holds(written, salt)).toBe(holds(where, salt))
      expect(segmentRule.safeParse({ version: 1, where: written }).error).toBeUndefined()
      expect(toWhere(fromWhere(written))).toEqual(written)
    }),
  )
})

it('what is taken away and put back is as it was', () => {
  const groups = (part: Part): Group[] => (isGroup(part) ? [part, ...part.parts.flatMap(groups)] : [])
  fc.assert(
    fc.property(anyRule(), fc.nat(), (where, chance) => {
      const root = fromWhere(where)
      const places = groups(root).flatMap((group) => group.parts.map((part, place) => ({ into: group.key, part, place })))
      const { into, part, place } = places[chance % places.length]!
      const without = withPart(root, part.key, () => undefined)
      expect(without).not.toEqual(root)
      expect(withInserted(without, into, { part, place })).toEqual(root)
    }),
  )
})

it('leaves out what is not finished, and groups of nothing else', () => {
  const unfinished = newLine({ trait: '', op: 'equals', value: 'x' })
  expect(toWhere(newGroup('all', [unfinished, newGroup('any', [unfinished])]))).toBeUndefined()
  expect(toWhere(newGroup('all', [newLine(city), unfinished, newGroup('any', [newLine(plan)])]))).toEqual({ all: [city, plan] })
})

it('keeps what somebody else wrote, even an empty text, until it is changed', () => {
  const empty: SegmentRuleLeaf = { trait: 'city', op: 'equals', value: '' }
  const root = fromWhere(empty)
  expect(toWhere(root)).toEqual(empty)
  const changed = withPart(root, root.parts[0]!.key, (part) => ({ ...part, leaf: { ...empty, trait: 'town' } }) as Part)
  expect(toWhere(changed)).toBeUndefined()
})

it('says twice not as nothing', () => {
  expect(toWhere(fromWhere({ not: { not: city } }))).toEqual(city)
  expect(toWhere({ ...newGroup('any', [{ ...newLine(city), not: true }]), not: true })).toEqual(city)
})

it('begins every kind of condition with something that is valid once its gaps are filled', () => {
  const filled = (value: unknown): unknown => {
    if (Number.isNaN(value)) return 7
    if (Array.isArray(value)) return value.map(filled)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each)]))
    return value === '' ? 'x' : value
  }
  for (const kind of [...kindGroups.did, ...kindGroups.known]) {
    const leaf = newLeaf(kind, { count: { fact: 'Order Completed' }, op: 'atLeast', value: 2 })
    expect(kindOf(leaf)).toBe(kind)
    expect(segmentRule.safeParse({ version: 1, where: filled(leaf) }).error, kind).toBeUndefined()
  }
})

it('a test may become any other, and back, and is valid once its gaps are filled', () => {
  const ops = Object.values(opGroups).flat()
  const gaps: Record<string, unknown> = { '': '2026-03-29', NaN: 7 }
  const fill = (value: Said['value']) => (Array.isArray(value) ? (value.length > 0 ? value : ['x']) : (gaps[String(value)] ?? value))
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...ops), { minLength: 1 }),
      fc.constantFrom('text', 'number', 'boolean', undefined),
      (path, type) => {
        const said = path.reduce<Said>((before, op) => withOp(before, op, type), { op: 'equals', value: 'Roma' })
        const leaf = { trait: 'a', op: said.op, ...(said.value !== undefined && { value: fill(said.value) }) }
        expect(segmentRule.safeParse({ version: 1, where: leaf }).error).toBeUndefined()
      },
    ),
  )
})
