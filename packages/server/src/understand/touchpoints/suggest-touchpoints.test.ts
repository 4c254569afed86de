import { expect, test } from 'vitest'
import { suggestTouchpoints } from './suggest-touchpoints.ts'
import type { Kind } from './suggest-touchpoints.ts'

const page = (path: string, people: number, name = 'page'): Kind => ({ type: 'page', name, path, people, library: 'analytics.js' })
const track = (name: string, people: number, library = ''): Kind => ({ type: 'track', name, path: null, people, library })
const brief = (kinds: Kind[], taken: string[] = []) => suggestTouchpoints(kinds, taken).map(({ draft, because, kinds: n }) => ({ name: draft.name, channel: draft.channel, stage: draft.stage, because, n })) // prettier-ignore
const matches = (kinds: Kind[]) => suggestTouchpoints(kinds, []).map(({ draft }) => draft.matches)

test('pages are put together by the beginning of their path', () => {
  const pages = [page('/', 50, 'Home'), page('/p/red-sofa', 20), page('/p/table', 30), page('/help', 4), page('/help/returns', 5)]
  expect(brief(pages)).toEqual([
    { name: 'Home', channel: 'web', stage: 'before', because: 'path', n: 1 },
    { name: '/p', channel: 'web', stage: 'before', because: 'path', n: 2 },
    { name: 'Help', channel: 'web', stage: 'after', because: 'path', n: 2 },
  ])
  expect(matches(pages)).toEqual([
    [{ type: 'page', where: [{ property: 'path', op: 'equals', value: '/' }] }],
    [{ type: 'page', where: [{ property: 'path', op: 'startsWith', value: '/p/' }] }],
    [
      { type: 'page', where: [{ property: 'path', op: 'startsWith', value: '/help/' }] },
      { type: 'page', where: [{ property: 'path', op: 'equals', value: '/help' }] },
    ],
  ])
  expect(matches([page('/shop/a/one', 2), page('/shop/a/two', 1)])).toEqual([
    [{ type: 'page', where: [{ property: 'path', op: 'startsWith', value: '/shop/a/' }] }],
  ])
})

test('names are put together by a word they share, not by what is done', () => {
  const kinds = [track('Email Opened', 9), track('emailClicked', 5), track('order_completed', 8), track('Review Completed', 2)]
  expect(brief(kinds)).toEqual([
    { name: 'Email', channel: 'email', stage: 'before', because: 'words', n: 2 },
    { name: 'order_completed', channel: 'other', stage: 'during', because: 'name', n: 1 },
    { name: 'Review Completed', channel: 'other', stage: 'after', because: 'name', n: 1 },
  ])
})

test('a channel is guessed from type, words and library', () => {
  const channel = (kind: Kind) => suggestTouchpoints([kind], [])[0]!.draft
  expect(channel({ ...track('Start', 1), type: 'screen' }).channel).toBe('app')
  expect(channel(track('Visited store', 1))).toMatchObject({ channel: 'shop', physical: true })
  expect(channel(track('Tapped', 1, 'analytics-ios')).channel).toBe('app')
  expect(channel(track('Clicked', 1, 'analytics.js')).channel).toBe('web')
})

test('a name that is taken gets a number, and no touchpoint has more matches than it may', () => {
  const many = Array.from({ length: 45 }, (_, n) => track(`Email ${n}`, 45 - n))
  expect(suggestTouchpoints(many, ['Email']).map(({ draft }) => [draft.name, draft.matches.length])).toEqual([
    ['Email 2', 20],
    ['Email 3', 20],
    ['Email 4', 5],
  ])
})
