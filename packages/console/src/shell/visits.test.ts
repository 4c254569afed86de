import { beforeEach, expect, it } from 'vitest'
import { recentVisits, rememberVisit } from './visits.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  globalThis.sessionStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage
})

it('keeps the latest pages, each once, whatever its filters were', () => {
  for (let page = 1; page <= 10; page += 1) rememberVisit({ path: `/people/${page}`, title: `Person ${page}` })
  rememberVisit({ path: '/people/9?tab=traits', title: 'Person 9' })
  expect(recentVisits().map(({ path }) => path)).toEqual([
    '/people/9?tab=traits',
    ...[10, 8, 7, 6, 5, 4, 3].map((page) => `/people/${page}`),
  ])
})

it('leads nowhere else, whatever somebody put there', () => {
  for (const broken of [
    '',
    'null',
    '{}',
    '[1, null, {"path": "//evil.example", "title": "x"}, {"path": "https://evil.example", "title": "x"}]',
  ]) {
    kept.set('percorso-visits', broken)
    expect(recentVisits()).toEqual([])
  }
})
