import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testStores } from '../../testing/index.ts'
import { cleanPathSql } from './clean-path-facts.ts'
import { cleanPath } from './clean-path.ts'

const stores = await testStores()

test.each([
  ['/', '/'],
  ['', '/'],
  ['/Cart/', '/cart'],
  ['/orders/12345?tab=2#top', '/orders/:id'],
  ['https://Shop.example/orders/12345/', '/orders/:id'],
  ['https://shop.example', '/'],
  ['/c/123e4567-e89b-12d3-a456-426614174000/edit', '/c/:id/edit'],
  ['/c/123E4567-E89B-12D3-A456-426614174000', '/c/:id'],
  ['/v/deadbeef12', '/v/:id'],
  ['/facade/decade', '/facade/decade'],
  ['/t/eyjhbgcioijiuzi1nij9xx', '/t/:id'],
  ['/blog/how-to-choose-your-sofa-in-2026', '/blog/how-to-choose-your-sofa-in-2026'],
  ['/uebersichtsseiteninhalt', '/uebersichtsseiteninhalt'],
  ['//a//b', '/a/b'],
  ['/2026/03/12/', '/:id/:id/:id'],
])('%s is %s', (path, cleaned) => {
  expect(cleanPath(path)).toBe(cleaned)
})

const step = fc.oneof(
  fc.constantFrom('Orders', 'ü', 'İ', 'a\nb', '12', '1٣', 'deadbeef', 'DEADBEEF0', '%20', ':id', '', '.', 'a b', 'https:', 'q?x=/1'),
  fc.uuid(),
  fc.stringMatching(/^[0-9a-zA-Z_-]{1,30}$/u),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const paths = fc.oneof(
  fc.array(step, { maxLength: 5 }).map((steps) => steps.join('/')),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
)

test('the warehouse cleans like the server, and what is clean stays so', async () => {
  const many = fc.array(
    paths.filter((path) => path.isWellFormed() && !path.includes('\0')),
    { minLength: 200, maxLength: 400 },
  )
  const check = fc.asyncProperty(many, async (texts) => {
    const ours = texts.map(cleanPath)
    const rows = await stores.warehouse.query<{ cleaned: string }>(
      `select ${cleanPathSql('cast(text as Nullable(String))')} as cleaned from (select arrayJoin({texts:Array(String)}) as text)`,
      { texts },
    )
    expect(rows.map(({ cleaned }) => cleaned)).toEqual(ours)
    expect(ours.filter((path) => cleanPath(path) !== path)).toEqual([])
  })
  await fc.assert(check, { numRuns: 10 })
})
