// node evals/recipes/check-recipes.ts [folder of the data]
// Reads the real data with the recipes, without any store, and compares what comes out with counts made in another, trivial way.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importMapping } from '@percorso/contract'
import { loadLookups } from '../../packages/server/src/record/imports/lookups.ts'
import { compileMapping, type SegmentFact } from '../../packages/server/src/record/imports/map-row.ts'
import { readRows } from '../../packages/server/src/record/imports/read-rows.ts'
import { countPlainly } from './count-plainly.ts'

type Outcome = {
  rows: number
  facts: Record<string, number>
  refused: number
  messageIds: Set<string>
  people: Set<string>
  seconds: number
}

const recipes = import.meta.dirname
const data = process.argv[2] ?? join(recipes, '../../../shared/data')

async function runRecipe(folder: string, name: string): Promise<Outcome> {
  const mapping = importMapping.parse(JSON.parse(readFileSync(join(recipes, folder, `${name}.json`), 'utf8')))
  const lookups = await loadLookups(mapping, join(data, folder))
  const outcome: Outcome = { rows: 0, facts: {}, refused: 0, messageIds: new Set(), people: new Set(), seconds: 0 }
  const mapRow = compileMapping(mapping, { importName: folder, fileName: `${name}.csv`, lookups })
  const began = performance.now()
  for await (const { rows } of readRows(join(data, folder, `${name}.csv`), mapping)) {
    outcome.rows += rows.length
    for (const row of rows) {
      const results = 'refused' in row ? [row] : mapRow(row)
      for (const result of results) {
        if ('fact' in result) count(outcome, result.fact)
        else outcome.refused++
      }
    }
  }
  outcome.seconds = (performance.now() - began) / 1000
  return outcome
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function count(outcome: Outcome, fact: SegmentFact): void {
  const name = fact.event ?? fact.type
  outcome.facts[name] = (outcome.facts[name] ?? 0) + 1
  outcome.messageIds.add(fact.messageId)
  if (fact.userId !== undefined) outcome.people.add(fact.userId)
}

function report(label: string, outcome: Outcome, expected: Record<string, number>): boolean {
  const total = Object.values(outcome.facts).reduce((sum, facts) => sum + facts, 0)
  const found: Record<string, number> = { ...outcome.facts, people: outcome.people.size }
  const wrong = Object.entries(expected).filter(([name, wanted]) => found[name] !== wanted)
  const differences = wrong.map(([name, wanted]) => `${name}: ${found[name] ?? 0}, counted ${wanted}`)
  if (outcome.messageIds.size !== total) differences.push(`${total} facts share ${outcome.messageIds.size} message ids`)
  say(`${label}: ${outcome.rows} rows, ${outcome.refused} refused, ${Math.round(total / outcome.seconds).toLocaleString('en')} facts/s`)
  say(`  ${Object.entries(found).map(([name, facts]) => `${name} ${facts}`).join(' · ')}`) // prettier-ignore
  say(differences.length === 0 ? '  agrees with the plain count' : `  DIFFERS: ${differences.join('; ')}`)
  return differences.length === 0
}

for (const folder of ['olist', 'completejourney']) {
  if (!existsSync(join(data, folder))) {
    say(`${folder}: skipped, there is no ${join(data, folder)}`)
    continue
  }
  for (const file of readdirSync(join(recipes, folder)).filter((entry) => entry.endsWith('.json'))) {
    const name = file.replace('.json', '')
    const outcome = await runRecipe(folder, name)
    if (!report(`${folder}/${name}`, outcome, countPlainly(join(data, folder), name))) process.exitCode = 1
  }
}
