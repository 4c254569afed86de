import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { overBudget, weighEntry } from './check-budget.ts'

const folder = mkdtempSync(join(tmpdir(), 'percorso-budget-'))
afterAll(() => rmSync(folder, { recursive: true }))

const page = `<script type="module" src="/assets/index-aaaaaaaa.js"></script>
<link rel="modulepreload" href="/assets/react-bbbbbbbb.js"><link rel="stylesheet" href="/assets/index-cccccccc.css">
<link rel="icon" href="/icon.svg">`
const sizes = {
  'index-aaaaaaaa.js': 3_000,
  'react-bbbbbbbb.js': 2_000,
  'index-cccccccc.css': 1_000,
  'en-dddddddd.js': 400,
  'pl-eeeeeeee.js': 500,
  'live-page-ffffffff.js': 9_000,
}
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), page)
for (const [file, bytes] of Object.entries(sizes)) writeFileSync(join(folder, 'assets', file), randomBytes(bytes))

it('weighs what the page names and the longest texts, not what is loaded later', () => {
  const weights = weighEntry(folder)
  expect(weights.map(({ file }) => file)).toEqual([
    'assets/index-aaaaaaaa.js',
    'assets/react-bbbbbbbb.js',
    'assets/index-cccccccc.css',
    'assets/pl-eeeeeeee.js',
    'index.html',
  ])
  expect(weights[0]!.bytes).toBeGreaterThan(2_999)
})

it('says when it is too much', () => {
  expect(overBudget(weighEntry(folder), 7_000)).toBeUndefined()
  expect(overBudget(weighEntry(folder), 6_000)).toMatch(/^The console's entry is 6\.\d KB, the budget 5\.9 KB/u)
})
