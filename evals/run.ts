// npm run evals -- [group …] [--data folder] [--record]
// Measures Percorso on real data: one JSON line a figure. Fails if a figure falls short; a group whose data is not there is skipped.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { completejourney } from './completejourney/completejourney.ts'
import { demo } from './demo/demo.ts'
import { machine, record } from '../bench/figure.ts'
import type { Figure } from '../bench/figure.ts'
import type { EvalGroup } from './group.ts'
import { journeys } from './journeys/journeys.ts'
import { leads } from './leads.ts'
import { olist } from './olist/olist.ts'
import { segments } from './segments/segments.ts'

const groups: EvalGroup[] = [olist, completejourney, leads, segments, journeys, demo]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data') },
    record: { type: 'boolean', default: false },
  },
})

async function runGroup(group: EvalGroup): Promise<void> {
  const folder = resolve(values.data, group.needs)
  if (!existsSync(folder)) return say({ group: group.name, skipped: `there is no ${folder}` })
  const figures = await group.run(resolve(values.data))
  figures.forEach(say)
  if (!figures.every(({ pass }) => pass)) process.exitCode = 1
  if (values.record) record(join(import.meta.dirname, 'RESULTS.md'), 'npm run evals', figures)
}

function say(line: Record<string, unknown> | Figure): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const unknown = positionals.filter((name) => !groups.some((group) => group.name === name))
if (unknown.length > 0) {
  process.stderr.write(`There is no group ${unknown.join(', ')}. There are: ${groups.map(({ name }) => name).join(', ')}\n`)
  process.exitCode = 2
} else {
  say({ machine: machine() })
  for (const group of groups) if (positionals.length === 0 || positionals.includes(group.name)) await runGroup(group)
}
