import { EPOCH_MS, stepOf, timeOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'

/**
 * The log as a table that an analyst can read, one row a step, as a statement that stands by itself: `person_id`, `journey` (from 1, of one person), `place`
 * (from 1, in one journey), `step`, `name` and `time`. It holds the mapping of facts to steps as it is now.
 */
export function stepsStatement({ flat, whole, params }: Log, steps: { step: string; name: string }[]): string {
  const numbers = `range(1, ${steps.length + 1})`
  const said = (texts: string[]) => (steps.length === 0 ? `''` : `transform(number, ${numbers}, ${params.add(texts, 'Array(String)')}, '')`)
  const journeys = whole ? 'arrayWithConstant(length(k), 1)' : 'c'
  const statement = `select toString(person) as person_id, journey, place, ${said(steps.map(({ step }) => step))} as step, ${said(steps.map(({ name }) => name))} as name,
  fromUnixTimestamp64Milli(at, 'UTC') as time
from (
  select person, arrayJoin(arrayZip(js, arrayEnumerateUniq(js), arrayMap(x -> ${stepOf('x')}, k), arrayMap(x -> ${timeOf('x')} - ${EPOCH_MS}, k))) as row,
    row.1 as journey, row.2 as place, row.3 as number, row.4 as at
  from (select person, k, ${journeys} as js from (${flat})))
where number > 0`
  return statement.replaceAll(/\{(p\d+):([^}]+)\}/gu, (_, name: string, type: string) => `cast(${literal(params.values[name])}, '${type}')`)
} // prettier-ignore

/** A value as ClickHouse writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'string') return `'${value.replaceAll(/[\\']/gu, (sign) => `\\${sign}`)}'`
  return String(value)
}
