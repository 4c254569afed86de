import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLog } from '../evals/journeys/read-log.ts'
import type { LogName } from '../evals/journeys/read-log.ts'
import { conformanceOf, graphOf, readPnml, variantsOf } from '../packages/maths/src/index.ts'
import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'

const JOURNEYS = join(import.meta.dirname, '../../shared/data/journeys')
const RUNS = 21

/** Journeys mined from real logs that are in memory already. Where the logs are not there, nothing is measured. */
export function benchMining(): Promise<Figure[]> {
  if (!existsSync(JOURNEYS)) {
    process.stderr.write(`There is no ${JOURNEYS}: mining is not measured.\n`)
    return Promise.resolve([])
  }
  return Promise.resolve([
    ...benchLog(),
    ...benchAlignments('receipt', { model: 'receipt_one_variant', barMs: 50 }),
    ...benchAlignments('helpdesk', { model: 'model_helpdesk_flexible', barMs: 100 }),
    ...benchAlignments('helpdesk', { model: 'model_helpdesk_linear' }),
  ])
}

/** The first run is on its own: it is also the compiler's. */
function benchLog(): Figure[] {
  const log = readLog(JOURNEYS, 'bpic2012')
  const n = log.activityOf.length
  const graph = timesOf(() => graphOf(log))
  const variants = timesOf(() => variantsOf(log))
  const both = graph.map((ms, run) => ms + variants[run]!)
  return [
    judge({
      figure: 'mining.bpic2012.graph_variants_durations_p50',
      value: percentile(both, 0.5),
      unit: 'ms',
      bar: 150,
      rule: 'at most',
      n,
    }),
    judge({ figure: 'mining.bpic2012.first_run', value: both[0]!, unit: 'ms', n }),
    judge({ figure: 'mining.bpic2012.graph_durations_p50', value: percentile(graph, 0.5), unit: 'ms', n }),
    judge({ figure: 'mining.bpic2012.variants_p50', value: percentile(variants, 0.5), unit: 'ms', n }),
  ]
}

function benchAlignments(name: LogName, { model, barMs }: { model: string; barMs?: number }): Figure[] {
  const variants = variantsOf(readLog(JOURNEYS, name))
  const read = readPnml(readFileSync(join(JOURNEYS, `${model}.pnml`), 'utf8'))
  if ('problem' in read) throw new Error(`${model}: ${read.problem}`)
  const times = timesOf(() => conformanceOf(variants, read.net))
  const figure = `mining.alignments.${model}`
  const n = variants.variants.length
  return [
    judge({
      figure: `${figure}_p50`,
      value: percentile(times, 0.5),
      unit: 'ms',
      n,
      ...(barMs !== undefined && { bar: barMs, rule: 'at most' }),
    }),
    judge({ figure: `${figure}_first_run`, value: times[0]!, unit: 'ms', n }),
  ]
}

function timesOf(work: () => unknown): number[] {
  return Array.from({ length: RUNS }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
}
