import { expect, test } from 'vitest'
import { checkText } from './check-text.ts'

const breachesOf = (path: string, text = '') =>
  checkText([
    { path, text },
    { path: 'packages/server/src/record/collect/index.ts', text: '' },
  ])

test.each([
  'packages/server/src/utils/dates.ts',
  'bench/helpers.ts',
  'packages/shared/package-lock.json',
  'bench/date-utils.ts',
  'evals/common.test.ts',
])('%s is named after nothing', (path) => expect(breachesOf(path)).toHaveLength(1))

test.each(['packages/server/src/record/collect/commonest-page.ts', 'packages/server/src/record/imports/shared-strings.ts'])(
  '%s is named after something',
  (path) => expect(breachesOf(path)).toEqual([]),
)

test.each(['only', 'skip', 'todo', 'concurrent.only'])('a test set .%s is found', (modifier) => {
  expect(breachesOf('bench/run.test.ts', `\ntest.${modifier}('x')`)).toEqual([
    `bench/run.test.ts: line 2: test.${modifier} lets tests pass by not running`,
  ])
})

test('a test that says when it cannot run is left alone', () => {
  expect(breachesOf('bench/run.test.ts', `test.skipIf(!remote)('x')`)).toEqual([])
})

test.each([
  ['-- room: record/collect\ncreate table a ();', 0],
  ['create table a ();', 1],
  ['\n-- room: record/collect\n', 1],
  ['-- room: record/colect\n', 1],
])('a migration that begins %j has %i breaches', (text, breaches) => {
  expect(breachesOf('packages/server/db/postgres/0009-a.sql', text)).toHaveLength(breaches)
})

test.each(['1.2.3', '18.4.0-beta.17', 'npm:typescript@7.0.1', 'npm:@scope/name@1.2.3'])('%s is pinned', (version) => {
  expect(breachesOf('package.json', JSON.stringify({ devDependencies: { pg: version } }))).toEqual([])
})

test.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', '>=1.2.3', '', 'npm:typescript@^7.0.0', 'github:brianc/node-postgres'])(
  '%j is not pinned',
  (version) => {
    expect(breachesOf('packages/console/package.json', JSON.stringify({ dependencies: { pg: version } }))).toHaveLength(1)
  },
)
