import { identityPolicy } from '@percorso/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideProfiles, linkKey } from './decide-profiles.ts'
import type { Link, Node } from './decide-profiles.ts'

const policy = identityPolicy.parse({})
const node = (id: string, kind = 'anonymous_id', firstSeen?: number): Node => ({
  id,
  kind,
  firstSeen,
  alleged: false,
})
const link = (a: string, b: string, firstAt: number): Link => ({ a, b, firstAt, messageId: `m${firstAt}` })

test('links join identifiers under the foremost one', () => {
  const nodes = [node('u1', 'user_id'), node('a1'), node('e1', 'email')]
  const { profileOf } = decideProfiles({ nodes, links: [link('a1', 'u1', 1), link('e1', 'u1', 2)], keptApart: [] }, policy)
  expect([...new Set(profileOf.values())]).toEqual(['u1'])
})

test('a shared device goes to the person who used it first', () => {
  const nodes = [node('u1', 'user_id'), node('u2', 'user_id'), node('a1')]
  const { profileOf, refused } = decideProfiles({ nodes, links: [link('a1', 'u2', 5), link('a1', 'u1', 3)], keptApart: [] }, policy)
  expect(profileOf.get('a1')).toBe('u1')
  expect(refused.get(linkKey('a1', 'u2'))).toBe('too-many-of-kind')
})

test('a merge is a link between two profiles that had both lived', () => {
  const nodes = [node('u1', 'user_id', 4), node('a1', 'anonymous_id', 1), node('e1', 'email')]
  const { merges } = decideProfiles({ nodes, links: [link('a1', 'u1', 5), link('e1', 'u1', 6)], keptApart: [] }, policy)
  expect([...merges]).toEqual([linkKey('a1', 'u1')])
})

test('linking stops at the limits and says why', () => {
  const nodes = [node('u1', 'user_id', 0), ...['a1', 'a2', 'a3'].map((id) => node(id, 'anonymous_id', 0))]
  const links = ['a1', 'a2', 'a3'].map((id, index) => link(id, 'u1', index + 1))
  const decide = (change: object) =>
    decideProfiles({ nodes, links, keptApart: [] }, identityPolicy.parse(change)).refused.get(linkKey('a3', 'u1'))
  expect(decide({ merges: 2 })).toBe('too-many-merges')
  expect(decide({ identifiers: 3 })).toBe('too-many-identifiers')
  expect(decide({ limit: 2 })).toBe('too-many-of-kind')
})

test('what people keep apart stays apart, whatever else links it', () => {
  const nodes = [node('u1', 'user_id'), node('a1'), node('e1', 'email')]
  const links = [link('a1', 'u1', 1), link('e1', 'u1', 2), link('a1', 'e1', 3)]
  const { profileOf, refused } = decideProfiles({ nodes, links, keptApart: [['a1', 'u1']] }, policy)
  expect(profileOf.get('a1')).not.toBe(profileOf.get('u1'))
  expect(refused.get(linkKey('a1', 'u1'))).toBe('kept-apart')
})

test('an alleged identifier connects but does not count', () => {
  const alleged: Node = { id: 'x', kind: 'user_id', firstSeen: undefined, alleged: true }
  const nodes = [node('u1', 'user_id'), node('a1'), alleged]
  const { profileOf } = decideProfiles({ nodes, links: [link('u1', 'x', 1), link('a1', 'x', 2)], keptApart: [] }, policy)
  expect([profileOf.get('a1'), profileOf.get('x')]).toEqual(['u1', 'u1'])
})

test('the order in which evidence is given does not matter', () => {
  const ids = ['u1', 'u2', 'a1', 'a2', 'a3', 'e1', 'e2']
  const kinds: Record<string, string> = { u: 'user_id', a: 'anonymous_id', e: 'email' }
  const nodes = ids.map((id, index) => node(id, kinds[id[0]!], index))
  const anyLink = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.nat(20)).filter(([a, b]) => a < b)
  const tight = identityPolicy.parse({ limit: 2, merges: 2, identifiers: 5 })
  const shape = (links: Link[], some: Node[]) => {
    const { profileOf, refused } = decideProfiles({ nodes: some, links, keptApart: [] }, tight)
    return [Object.fromEntries(profileOf), Object.fromEntries(refused)]
  }
  fc.assert(
    fc.property(fc.uniqueArray(anyLink, { selector: ([a, b]) => `${a}${b}` }), fc.func(fc.nat()), (pairs, order) => {
      const links = pairs.map(([a, b, at]) => link(a, b, at))
      const shuffled = [...links].sort((x, y) => order(x) - order(y))
      expect(shape(shuffled, [...nodes].reverse())).toEqual(shape(links, nodes))
    }),
  )
})
