import path from 'node:path'
import { parseArgs } from 'node:util'
import { machine, record } from './figure.ts'
import type { Figure } from './figure.ts'
import { benchGrowth } from './growth.ts'
import { benchIntake } from './intake.ts'
import { benchJourneys } from './journeys.ts'
import { benchLatency } from './latency.ts'
import { benchMaps } from './maps.ts'
import { benchMining } from './mining.ts'
import { benchMoments } from './moments.ts'
import { benchPeople } from './people.ts'
import { benchPast, benchSegments } from './segments.ts'

const groups: Record<string, (scale: number) => Promise<Figure[]>> = {
  intake: benchIntake,
  latency: benchLatency,
  growth: benchGrowth,
  people: benchPeople,
  segments: benchSegments,
  past: benchPast,
  mining: benchMining,
  journeys: benchJourneys,
  maps: benchMaps,
  moments: benchMoments,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const write = (text: string) => void process.stdout.write(`${text}\n`)

if (values.help || positionals.some((name) => !groups[name])) {
  write(
    `npm run bench -- [GROUP…] [--scale 0.1] [--record]\nGroups: ${Object.keys(groups).join(', ')}. One JSON line a figure; exits 1 if one falls short.`,
  )
  process.exit(values.help ? 0 : 2)
}

const figures: Figure[] = []
write(JSON.stringify({ machine: machine(), scale: Number(values.scale) }))
for (const name of positionals.length > 0 ? positionals : Object.keys(groups)) {
  for (const figure of await groups[name]!(Number(values.scale))) {
    figures.push(figure)
    write(JSON.stringify(figure))
  }
}
if (values.record) record(path.join(import.meta.dirname, 'RESULTS.md'), 'npm run bench', figures)
process.exit(figures.every(({ pass }) => pass) ? 0 : 1)
