import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkImports } from './check-imports.ts'
import { rules } from './dependency-rules.ts'

const SERVER = 'packages/server/src'

/** A small Percorso that keeps every rule, each of them as close to the edge as is allowed. */
const SOUND = {
  'node_modules/zod/index.js': 'export const z = 1',
  'node_modules/@orpc/contract/index.js': 'export const oc = 1',
  'node_modules/pg/index.js': 'export const pg = 1',
  'packages/contract/package.json': '{ "name": "@percorso/contract", "type": "module", "exports": { ".": "./src/index.ts" } }',
  'packages/contract/src/index.ts': `import 'zod'\nimport '@orpc/contract'\nexport * from './facts.ts'`,
  'packages/contract/src/facts.ts': 'export type Fact = string',
  'packages/simulator/src/index.ts': 'export const world = 1',
  'packages/maths/src/index.ts': 'export const score = 1',
  'packages/console/src/main.tsx': `import '@percorso/contract'\nimport './page.tsx'`,
  'packages/console/src/page.tsx': 'export const page = 1',
  [`${SERVER}/ground/index.ts`]: `export * from './clock.ts'`,
  [`${SERVER}/ground/clock.ts`]: 'export const clock = 1',
  [`${SERVER}/stores/index.ts`]: `import 'pg'\nimport '../ground/index.ts'\nexport type Postgres = string`,
  [`${SERVER}/record/consent/index.ts`]: 'export const consent = 1',
  [`${SERVER}/record/profiles/index.ts`]: `import '../consent/index.ts'\nexport * from './merge.ts'\nexport * from './link-tables.ts'`,
  [`${SERVER}/record/profiles/merge.ts`]: `import type { Postgres } from '../../stores/index.ts'\nimport './tables.ts'\nexport type Merge = Postgres`,
  [`${SERVER}/record/profiles/merge.test.ts`]: `import '../../stores/index.ts'\nimport '../../testing/index.ts'`,
  [`${SERVER}/record/profiles/tables.ts`]: `import '../../stores/index.ts'\nimport type { Merge } from './merge.ts'\nexport type Row = Merge`,
  [`${SERVER}/record/profiles/link-tables.ts`]: `import '../../stores/index.ts'\nexport const links = 1`,
  [`${SERVER}/record/access/index.ts`]: 'export const access = 1',
  [`${SERVER}/record/customers/index.ts`]: `import '../access/index.ts'\nimport '../collect/index.ts'\nimport '../profiles/index.ts'`,
  [`${SERVER}/record/privacy/index.ts`]: `import '../access/index.ts'`,
  [`${SERVER}/record/collect/index.ts`]: `import '../profiles/index.ts'\nimport './facts.ts'`,
  [`${SERVER}/record/collect/facts.ts`]: `import '../../stores/index.ts'`,
  [`${SERVER}/record/imports/index.ts`]: `import '../profiles/index.ts'\nimport '../collect/index.ts'`,
  [`${SERVER}/understand/rules/index.ts`]: 'export const rules = 1',
  [`${SERVER}/understand/following/index.ts`]: `import '../rules/index.ts'`,
  [`${SERVER}/understand/segments/index.ts`]: `import '../rules/index.ts'\nimport '../following/index.ts'`,
  [`${SERVER}/understand/traits/index.ts`]: `import '../following/index.ts'`,
  [`${SERVER}/understand/sets/index.ts`]: `import '../following/index.ts'`,
  [`${SERVER}/understand/touchpoints/index.ts`]: `import '../rules/index.ts'`,
  [`${SERVER}/understand/journeys/index.ts`]: `import '../touchpoints/index.ts'`,
  [`${SERVER}/understand/moments/index.ts`]: `import '../journeys/index.ts'`,
  [`${SERVER}/understand/gaps/index.ts`]: `import '../journeys/index.ts'`,
  [`${SERVER}/understand/scores/index.ts`]: `import '../../record/profiles/index.ts'`,
  [`${SERVER}/act/sends/index.ts`]: `import '../../understand/scores/index.ts'`,
  [`${SERVER}/act/webhooks/index.ts`]: `import '../../understand/rules/index.ts'`,
  [`${SERVER}/doors/http/index.ts`]: `import '../../record/collect/index.ts'\nimport '../../stores/index.ts'`,
  [`${SERVER}/testing/index.ts`]: `import '../stores/index.ts'\nimport '../record/collect/index.ts'`,
  'bench/run.ts': `import '../${SERVER}/stores/index.ts'\nimport '../${SERVER}/testing/index.ts'`,
}

/** One planted breach of each rule: where, and what it imports. */
const BREACHES: Record<string, [from: string, to: string]> = {
  'no-cycles': [`${SERVER}/ground/clock.ts`, `${SERVER}/ground/index.ts`],
  resolves: ['packages/console/src/page.tsx', 'packages/console/src/gone.ts'],
  'contract-stands-alone': ['packages/contract/src/facts.ts', 'node_modules/pg/index.js'],
  'simulator-stands-alone': ['packages/simulator/src/index.ts', `${SERVER}/ground/index.ts`],
  'maths-stands-alone': ['packages/maths/src/index.ts', 'packages/simulator/src/index.ts'],
  'console-knows-only-the-contract': ['packages/console/src/main.tsx', `${SERVER}/ground/index.ts`],
  'ground-stands-on-nothing': [`${SERVER}/ground/index.ts`, 'packages/contract/src/facts.ts'],
  'stores-stand-on-ground': [`${SERVER}/stores/index.ts`, 'packages/contract/src/facts.ts'],
  'only-tables-and-facts-touch-stores': [`${SERVER}/record/profiles/merge.ts`, `${SERVER}/stores/index.ts`],
  'testing-stays-out-of-the-product': [`${SERVER}/doors/http/index.ts`, `${SERVER}/testing/index.ts`],
  'enter-a-room-by-its-door': [`${SERVER}/record/collect/index.ts`, `${SERVER}/record/profiles/tables.ts`],
  'enter-a-room-by-its-door-from-outside': ['bench/run.ts', `${SERVER}/record/profiles/link-tables.ts`],
  'record-knows-nothing-above': [`${SERVER}/record/collect/facts.ts`, `${SERVER}/doors/http/index.ts`],
  'understand-knows-nothing-above': [`${SERVER}/understand/scores/index.ts`, `${SERVER}/act/sends/index.ts`],
  'act-knows-nothing-above': [`${SERVER}/act/sends/index.ts`, `${SERVER}/doors/http/index.ts`],
  'record-order-access': [`${SERVER}/record/access/index.ts`, `${SERVER}/record/profiles/index.ts`],
  'record-order-consent': [`${SERVER}/record/consent/index.ts`, `${SERVER}/record/profiles/index.ts`],
  'record-order-profiles': [`${SERVER}/record/profiles/index.ts`, `${SERVER}/record/collect/index.ts`],
  'record-order-collect': [`${SERVER}/record/collect/index.ts`, `${SERVER}/record/imports/index.ts`],
  'record-order-imports': [`${SERVER}/record/imports/index.ts`, `${SERVER}/record/consent/index.ts`],
  'record-order-customers': [`${SERVER}/record/customers/index.ts`, `${SERVER}/record/imports/index.ts`],
  'record-order-privacy': [`${SERVER}/record/privacy/index.ts`, `${SERVER}/record/imports/index.ts`],
  'record-order': [`${SERVER}/record/voice/index.ts`, `${SERVER}/record/profiles/index.ts`],
  'understand-order-rules': [`${SERVER}/understand/rules/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-following': [`${SERVER}/understand/following/index.ts`, `${SERVER}/understand/sets/index.ts`],
  'understand-order-segments': [`${SERVER}/understand/segments/index.ts`, `${SERVER}/understand/scores/index.ts`],
  'understand-order-traits': [`${SERVER}/understand/traits/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-scores': [`${SERVER}/understand/scores/index.ts`, `${SERVER}/understand/traits/index.ts`],
  'understand-order-sets': [`${SERVER}/understand/sets/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-touchpoints': [`${SERVER}/understand/touchpoints/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-journeys': [`${SERVER}/understand/journeys/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-maps': [`${SERVER}/understand/maps/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-moments': [`${SERVER}/understand/moments/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order-gaps': [`${SERVER}/understand/gaps/index.ts`, `${SERVER}/understand/segments/index.ts`],
  'understand-order': [`${SERVER}/understand/insight/index.ts`, `${SERVER}/understand/rules/index.ts`],
  'act-order-webhooks': [`${SERVER}/act/webhooks/index.ts`, `${SERVER}/act/sends/index.ts`],
  'act-order': [`${SERVER}/act/sends/index.ts`, `${SERVER}/act/webhooks/index.ts`],
}

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })))

function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'percorso-imports-'))
  roots.push(root)
  cpSync(resolve(import.meta.dirname, '../tsconfig.json'), join(root, 'tsconfig.json'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  mkdirSync(join(root, 'node_modules/@percorso'))
  symlinkSync('../../packages/contract', join(root, 'node_modules/@percorso/contract'))
  return root
}

const importing = (from: string, to: string) => `\nimport '${'../'.repeat(from.split('/').length - 1)}${to}'`

test('a sound tree passes, and every module of it is read', async () => {
  const ours = Object.keys(SOUND).filter((path) => !path.startsWith('node_modules') && !path.endsWith('.json'))
  expect(await checkImports(plant(SOUND))).toEqual({ modules: ours.length, breaches: [] })
})

test('every rule has a planted breach', () => {
  expect(Object.keys(BREACHES)).toEqual(rules.map(({ name }) => name))
})

test.each(Object.entries(BREACHES))('%s catches its breach', async (rule, [from, to]) => {
  const unnamed = { [`${SERVER}/record/voice/index.ts`]: '', [`${SERVER}/understand/insight/index.ts`]: '' }
  const sound: Record<string, string> = { ...SOUND, ...unnamed }
  const { breaches } = await checkImports(plant({ ...sound, [from]: sound[from] + importing(from, to) }))
  expect(breaches).toContainEqual(expect.objectContaining({ rule, from }))
})

test('a package of ours is judged by the file it leads to', async () => {
  const from = `${SERVER}/stores/index.ts`
  const { breaches } = await checkImports(plant({ ...SOUND, [from]: `import '@percorso/contract'` }))
  expect(breaches).toEqual([{ rule: 'stores-stand-on-ground', from, to: 'packages/contract/src/index.ts' }])
})
