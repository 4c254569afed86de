import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

const screens = ['/', '/live', '/people', '/accounts', '/imports', '/sources'].map((path) => ({ path }))

it('finds what a mistyped address meant', () => {
  expect(nearest('/poeple', screens)[0]).toEqual({ path: '/people' })
  expect(nearest('/source/12', screens)[0]).toEqual({ path: '/sources' })
  expect(nearest('/import', screens)[0]).toEqual({ path: '/imports' })
})

it('has something to offer for any address', () => {
  for (const wrong of ['/', '', '/🙂/%00', `/${'x'.repeat(10_000)}`]) expect(nearest(wrong, screens)).toHaveLength(3)
})
