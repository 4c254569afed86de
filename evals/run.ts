// node evals/run.ts [group …] [--data folder] [--record] [--scale]
// Measures Percorso on real data: one JSON line a figure. Fails if a figure falls short; a group whose data is not there is skipped.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { completejourney } from './completejourney/completejourney.ts'
import { passes, type EvalGroup, type Figure } from './figure.ts'
import { olist } from './olist/olist.ts'
import { recordResults } from './record-results.ts'

const groups: EvalGroup[] = [olist, completejourney]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../shared/data') },
    record: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
  },
})

async function runGroup(group: EvalGroup): Promise<void> {
  const folder = resolve(values.data, group.needs)
  if (!existsSync(folder)) return say({ group: group.name, skipped: `there is no ${folder}` })
  const figures = await group.run({ data: resolve(values.data), scale: values.scale })
  for (const figure of figures) say({ ...figure, pass: passes(figure) })
  if (!figures.every(passes)) process.exitCode = 1
  if (values.record) recordResults(group.name, figures)
}

function say(line: Record<string, unknown> | (Figure & { pass: boolean })): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const unknown = positionals.filter((name) => !groups.some((group) => group.name === name))
if (unknown.length > 0) {
  process.stderr.write(`There is no group ${unknown.join(', ')}. There are: ${groups.map(({ name }) => name).join(', ')}\n`)
  process.exitCode = 2
} else for (const group of groups) if (positionals.length === 0 || positionals.includes(group.name)) await runGroup(group)
