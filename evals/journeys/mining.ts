import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import { conformanceOf, graphOf, readPnml, variantsOf } from '../../packages/maths/src/index.ts'
import type { Durations, Graph, Variants } from '../../packages/maths/src/index.ts'
import { readLog } from './read-log.ts'
import type { LogName } from './read-log.ts'

const LOGS: LogName[] = ['running-example', 'receipt', 'helpdesk', 'bpic2012', 'bpic2012_complete_only']
const MODELS: { name: string; log: LogName; model: string; expected: string }[] = [
  { name: 'running-example', log: 'running-example', model: 'running-example', expected: 'running-example' },
  { name: 'receipt_one_variant', log: 'receipt', model: 'receipt_one_variant', expected: 'receipt_vs_one_variant' },
  { name: 'helpdesk_linear', log: 'helpdesk', model: 'model_helpdesk_linear', expected: 'helpdesk_linear' },
  { name: 'helpdesk_flexible', log: 'helpdesk', model: 'model_helpdesk_flexible', expected: 'helpdesk_flexible' },
]
/** Expected durations are seconds in floating point. */
const ROUNDING_MS = 0.001
/** pm4py makes its searches end sooner by having silent transitions cost a ten-thousandth; it shows in its fitness. */
const FITNESS_ROUNDING = 1e-6

type Counts = Record<string, number>
type ExpectedLog = {
  cases: number
  events: number
  activities: number
  dfg: Counts
  start_activities: Counts
  end_activities: Counts
  variants: number
  top_variants: [string, number][]
  rework_cases_per_activity: Counts
  case_duration_sec: { median: number; p90: number }
  performance_dfg_top15_sec: Record<string, { median: number }>
}
type ExpectedConformance = {
  total_cost: number
  perc_fit: number
  mean_trace_fitness: number
  shortest_model_path: number
  'per_variant(trace,count,cost,fitness)': [string, number, number, number][]
}

/** Real logs and models, held against what pm4py 2.7.14 found: what is counted must be the same to the last case. */
export function evalMining(data: string): Promise<Figure[]> {
  const [journeys, expected] = [join(data, 'journeys'), join(data, 'expected')]
  const logs = LOGS.flatMap((name) => logFigures(journeys, expected, name))
  return Promise.resolve([...logs, ...MODELS.flatMap((model) => alignmentFigures(journeys, expected, model))])
}

function logFigures(journeys: string, expected: string, name: LogName): Figure[] {
  const known = readExpected<ExpectedLog>(expected, `pm4py_${name}`)
  const log = readLog(journeys, name)
  const [graph, variants] = [graphOf(log), variantsOf(log)]
  const title = (activity: number) => graph.activities[activity]!
  const nodes = (of: 'starts' | 'ends' | 'reworkCases') =>
    Object.fromEntries(graph.nodes.filter((node) => node[of] > 0).map((node) => [title(node.activity), node[of]]))
  const edges = Object.fromEntries(graph.edges.map(({ from, to, count }) => [`${title(from)} -> ${title(to)}`, count]))
  const same = (what: string, value: number, bar: number) =>
    judge({ figure: `journeys.${name}.${what}`, value, unit: what, bar, rule: 'exactly', n: graph.events })
  const differing = (what: string, found: Counts, wanted: Counts) =>
    judge({
      figure: `journeys.${name}.${what}_differing`,
      value: differences(found, wanted),
      unit: what,
      bar: 0,
      rule: 'exactly',
      n: Object.keys(wanted).length,
    })
  return [
    same('cases', graph.cases, known.cases),
    same('events', graph.events, known.events),
    same('activities', graph.nodes.length, known.activities),
    same('variants', variants.variants.length, known.variants),
    differing('edges', edges, known.dfg),
    differing('starts', nodes('starts'), known.start_activities),
    differing('ends', nodes('ends'), known.end_activities),
    differing('rework', nodes('reworkCases'), known.rework_cases_per_activity),
    differing('top_variants', topVariants(variants, known), Object.fromEntries(known.top_variants)),
    durationFigure(name, graph, known),
  ]
}

function alignmentFigures(journeys: string, expected: string, { name, log, model, expected: file }: (typeof MODELS)[number]): Figure[] {
  const known = readExpected<ExpectedConformance>(expected, `conformance_${file}`)
  const read = readPnml(readFileSync(join(journeys, `${model}.pnml`), 'utf8'))
  if ('problem' in read) throw new Error(`${model}: ${read.problem}`)
  const variants = variantsOf(readLog(journeys, log))
  const found = conformanceOf(variants, read.net)
  if ('problem' in found) throw new Error(`${model}: ${found.problem}`)
  const costs = Object.fromEntries(variants.variants.map(({ sequence }, v) => [sayVariant(variants, sequence), found.aligned[v]!.cost]))
  const perVariant = known['per_variant(trace,count,cost,fitness)']
  const listed = Object.fromEntries(perVariant.map(([trace]) => [trace, costs[trace] ?? -1]))
  const wanted = Object.fromEntries(perVariant.map(([trace, , cost]) => [trace, cost]))
  const n = found.fitting.n
  const exactly = { rule: 'exactly', n } as const
  return [
    judge({ figure: `journeys.alignments.${name}.cost`, value: found.cost, unit: 'moves', bar: known.total_cost, ...exactly }),
    judge({
      figure: `journeys.alignments.${name}.fitting`,
      value: round(100 * found.fitting.share, 4),
      unit: '%',
      bar: known.perc_fit,
      ...exactly,
    }),
    judge({
      figure: `journeys.alignments.${name}.mean_fitness_off`,
      value: Math.abs(found.meanFitness - known.mean_trace_fitness),
      unit: 'ratio',
      bar: FITNESS_ROUNDING,
      rule: 'at most',
      n,
    }),
    judge({
      figure: `journeys.alignments.${name}.shortest_run`,
      value: found.shortestRun,
      unit: 'moves',
      bar: known.shortest_model_path,
      ...exactly,
    }),
    judge({
      figure: `journeys.alignments.${name}.variants_differing`,
      value: differences(listed, wanted),
      unit: 'variants',
      bar: 0,
      rule: 'exactly',
      n: perVariant.length,
    }),
  ]
}

function durationFigure(name: LogName, graph: Graph, known: ExpectedLog): Figure {
  const medians = new Map(
    graph.edges.map(({ from, to, durations }) => [`${graph.activities[from]} -> ${graph.activities[to]}`, durations.medianMs]),
  )
  const pairs: [Durations['medianMs'], number][] = [
    [graph.throughput.medianMs, known.case_duration_sec.median],
    [graph.throughput.p90Ms, known.case_duration_sec.p90],
    ...Object.entries(known.performance_dfg_top15_sec).map(([edge, { median }]): [Durations['medianMs'], number] => [
      medians.get(edge),
      median,
    ]),
  ]
  const differing = pairs.filter(([found, seconds]) => !(Math.abs((found ?? NaN) - 1000 * seconds) <= ROUNDING_MS))
  return judge({
    figure: `journeys.${name}.durations_differing`,
    value: differing.length,
    unit: 'durations',
    bar: 0,
    rule: 'exactly',
    n: pairs.length,
  })
}

/** Of the expected variants, how many cases we find: of those that are equally frequent, which are listed is chance. */
function topVariants(variants: Variants, known: ExpectedLog): Counts {
  const counts = Object.fromEntries(variants.variants.map(({ sequence, count }) => [sayVariant(variants, sequence), count]))
  return Object.fromEntries(known.top_variants.map(([trace]) => [trace, counts[trace] ?? 0]))
}

function sayVariant({ activities }: Variants, sequence: Uint32Array): string {
  return Array.from(sequence, (activity) => activities[activity]!).join(' -> ')
}

/** How many counts one has and the other has not, or not the same. */
function differences(found: Counts, wanted: Counts): number {
  return [...new Set([...Object.keys(found), ...Object.keys(wanted)])].filter((key) => found[key] !== wanted[key]).length
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function readExpected<T>(folder: string, name: string): T {
  return JSON.parse(readFileSync(join(folder, `expected_${name}.json`), 'utf8')) as T
}
