import { expect, it } from 'vitest'
import { pathBetween } from './identity-path.ts'
import type { ShownLink } from './profile.ts'

function link(a: string, b: string, refused: string | null = null): ShownLink {
  const end = (identifierId: string) => ({ identifierId, kind: 'user_id', value: identifierId })
  return { a: end(a), b: end(b), firstAt: '2024-01-01T00:00:00.000Z', messageId: `${a}${b}`, sourceId: 1, merge: false, refused }
}
const links = [link('a', 'b'), link('c', 'b'), link('c', 'd'), link('a', 'd', 'kept-apart'), link('e', 'f')]
const named = (ends: [string, string]) => pathBetween(links, ends)?.map(({ messageId }) => messageId)

it('finds the shortest chain, in order, and never by way of a refused link', () => {
  expect(named(['a', 'd'])).toEqual(['ab', 'cb', 'cd'])
  expect(named(['d', 'a'])).toEqual(['cd', 'cb', 'ab'])
  expect(named(['a', 'a'])).toEqual([])
  expect(named(['a', 'f'])).toBeUndefined()
})
