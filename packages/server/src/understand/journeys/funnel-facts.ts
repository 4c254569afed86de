import type { Warehouse } from '../../stores/index.ts'
import { ask } from './ask-facts.ts'
import { stepOf, timeOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'

/** A funnel whose steps are numbers of the log. */
export type NumberedStage = { numbers: number[]; optional: boolean }

/** Of each stage: how many journeys and people reached it, and the times from the required stage before and from the first. */
export type StageRow = { reached: number; people: number; previous: [number | null, number | null]; first: [number | null, number | null] }

/** How far journeys get, in loose order and without a limit of time. */
export async function countStages(warehouse: Warehouse, log: Log, stages: NumberedStage[]): Promise<{ cases: number; stages: StageRow[] }> {
  const columns = stages.map((_, stage) => {
    const reached = `e${stage} > 0`
    const between = (from: number) => `quantilesExactInclusiveIf(0.5, 0.9)(${timeOf(`e${stage}`)} - ${timeOf(`e${from}`)}, ${reached})`
    const people = log.whole ? `countIf(${reached})` : `uniqExactIf(person, ${reached})`
    return `tuple(countIf(${reached}), ${people}, ${between(requiredBefore(stages, stage) ?? 0)}, ${between(0)}) as stage${stage}`
  })
  type Counted = [number, number, [number, number], [number, number]]
  const sql = `select count() as cases, ${columns.join(', ')} from (${chainsSql(log, stages)})`
  const [row] = await ask<{ cases: number } & Record<string, unknown>>(warehouse, sql, log.params.values)
  return {
    cases: row!.cases,
    stages: stages.map((_, stage) => {
      const [reached, people, previous, first] = row![`stage${stage}`] as Counted
      return { reached, people, previous, first }
    }),
  }
}

/**
 * One row a journey: the fact with which each stage was reached (`e0` and on), 0 where it was not. Without a limit of time the chain that begins first
 * gets as far as any: from there each required stage is reached by the first fact that may, optional ones by what is between.
 */
export function chainsSql(log: Log, stages: NumberedStage[]): string {
  const chain = stages.map((_, stage) => `${reachedSql(stages, stage)} as e${stage}`)
  return `select person, ${chain.join(', ')} from (${byStageSql(log, stages)})`
}

function reachedSql(stages: NumberedStage[], stage: number): string {
  const before = requiredBefore(stages, stage)
  if (before === undefined) return `arrayMin(s${stage})`
  if (!stages[stage]!.optional) return `if(e${before} = 0, toUInt128(0), arrayMin(arrayFilter(x -> x > e${before}, s${stage})))`
  const between = stages.map((_, other) => other).slice(before + 1, stage)
  const from = between.reduce((latest, other) => `if(e${other} > 0, e${other}, ${latest})`, `e${before}`)
  const next = requiredAfter(stages, stage)
  const until = next === undefined ? '' : ` and (e${next} = 0 or x < e${next})`
  return `if(e${before} = 0, toUInt128(0), arrayMin(arrayFilter(x -> x > ${from}${until}, s${stage})))`
}

export function requiredBefore(stages: NumberedStage[], stage: number): number | undefined {
  const found = stages.findLastIndex(({ optional }, other) => other < stage && !optional)
  return found < 0 ? undefined : found
}

export function requiredAfter(stages: NumberedStage[], stage: number): number | undefined {
  const found = stages.findIndex(({ optional }, other) => other > stage && !optional)
  return found < 0 ? undefined : found
}

/** The facts of each stage (`s0` and on). Where each person is one journey, only those are gathered, and they need not be put in order. */
function byStageSql({ whole, facts, cases }: Log, stages: NumberedStage[]): string {
  const meant = (step: string, numbers: number[]) => `${step} in (${[0, ...numbers].join(', ')})`
  const all = stages.flatMap(({ numbers }) => numbers)
  const source = whole ? facts([`groupArrayIf(k, ${meant('step', all)}) as k`], ['groupArrayArray(k) as k']) : cases
  const columns = stages.map(({ numbers }, stage) => `arrayFilter(x -> ${meant(stepOf('x'), numbers)}, k) as s${stage}`)
  return `select person, ${columns.join(', ')} from (${source})`
}

export type WalkedCase = { person: string; steps: number[]; times: number[] }

/** Journeys with at least one of these steps, to be walked one by one; undefined if they have more facts in all than `limit`. */
export async function selectCases(
  warehouse: Warehouse,
  { cases, params }: Log,
  { numbers, only, limit }: { numbers: number[]; only: boolean; limit: number },
): Promise<{ cases: number; walked: WalkedCase[] } | undefined> {
  const meant = `${stepOf('x')} in (${[0, ...numbers].join(', ')})`
  const kept = only ? `arrayFilter(x -> ${meant}, k)` : 'k'
  const relevant = `select person, ${kept} as k, arrayExists(x -> ${meant}, k) as is from (${cases})`
  const [size] = await ask<{ cases: number; facts: number }>(
    warehouse,
    `select count() as cases, sumIf(length(k), is) as facts from (${relevant})`,
    params.values,
  )
  if (size!.facts > limit) return undefined
  const walked = await ask<WalkedCase>(
    warehouse,
    `select toString(person) as person, arrayMap(x -> ${stepOf('x')}, k) as steps, arrayMap(x -> ${timeOf('x')}, k) as times from (${relevant}) where is`,
    params.values,
  )
  return { cases: size!.cases, walked }
}
