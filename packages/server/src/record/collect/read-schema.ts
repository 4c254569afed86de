import type { JsonType } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { countName, selectExamples, selectNames, selectPaths } from './source-facts.ts'
import type { NameOfSource, NameRow, PathRow } from './source-facts.ts'

const NAMES_MAX = 500
const FACTS_LOOKED_AT = 5_000
const PATHS_MAX = 1_000
const EXAMPLES = 100
const SAMPLES_PER_PATH = 4
const SAMPLES_MAX = 20
const SAMPLE_LENGTH_MAX = 120
const DATE = /^"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"$/u

type ShownName = Pick<NameRow, 'type' | 'name' | 'facts'> & { firstAt: string; lastAt: string }

/** The names of the facts that a source sends. */
export async function readNames(
  warehouse: Warehouse,
  of: { workspaceId: number; sourceId: number },
): Promise<{ items: ShownName[]; isWhole: boolean }> {
  const rows = await selectNames(warehouse, of, NAMES_MAX + 1)
  const items = rows.slice(0, NAMES_MAX).map(({ firstMs, lastMs, ...row }) => ({
    ...row,
    firstAt: new Date(firstMs).toISOString(),
    lastAt: new Date(lastMs).toISOString(),
  }))
  return { items, isWhole: rows.length <= NAMES_MAX }
}

export type Property = { path: string; facts: number; types: { type: JsonType; facts: number }[]; drifts: boolean; samples: string[] }
export type Schema = { looked: number; of: number; properties: Property[] }

/** What facts of one name are really made of, by a sample of bounded size. */
export async function readSchema(warehouse: Warehouse, of: NameOfSource): Promise<Schema> {
  const [count, paths, examples] = await Promise.all([
    countName(warehouse, of),
    selectPaths(warehouse, of, { facts: FACTS_LOOKED_AT, paths: PATHS_MAX }),
    selectExamples(warehouse, of, EXAMPLES),
  ])
  return { looked: Math.min(count, FACTS_LOOKED_AT), of: count, properties: propertiesOf(paths, examples) }
}

/** Puts the types of each path together and finds out whether they go together. */
function propertiesOf(rows: PathRow[], examples: Record<string, unknown>[]): Property[] {
  const byPath = Map.groupBy(rows, ({ path }) => path)
  const parents = new Set([...byPath.keys()].flatMap(parentsOf))
  return [...byPath].map(([path, found]) => {
    const samples = samplesOf(path, examples)
    const types = typesOf(found, samples)
    const facts = found.reduce((sum, row) => sum + row.facts, 0)
    const kinds = new Set(types.map(({ type }) => (type === 'date' ? 'text' : type))) // a date is a text that happens to be one
    if (parents.has(path)) kinds.add('object')
    return { path, facts, types, drifts: kinds.size > 1, samples: samples.slice(0, SAMPLES_PER_PATH) }
  })
}

/** Texts that all look like dates are called dates: the warehouse keeps them as the texts they are. */
function typesOf(rows: PathRow[], samples: string[]): Property['types'] {
  const texts = samples.filter((sample) => sample.startsWith('"'))
  const areDates = texts.length > 0 && texts.every((text) => DATE.test(text))
  const types = new Map<JsonType, number>()
  for (const row of rows) {
    const type = jsonTypeOf(row.type) === 'text' && areDates ? 'date' : jsonTypeOf(row.type)
    types.set(type, (types.get(type) ?? 0) + row.facts)
  }
  return [...types].map(([type, facts]) => ({ type, facts })).sort((a, b) => b.facts - a.facts)
}

/** What ClickHouse read a value as, in the words of JSON. */
function jsonTypeOf(type: string): JsonType {
  const plain = type.replace(/^Nullable\((.*)\)$/u, '$1')
  if (plain.startsWith('Array') || plain.startsWith('Tuple')) return 'list'
  if (/^U?Int|^Float|^Decimal/u.test(plain)) return 'number'
  if (plain === 'Bool') return 'boolean'
  return /^(?:JSON|Map|Object)/u.test(plain) ? 'object' : 'text'
}

function parentsOf(path: string): string[] {
  const steps = path.split('.')
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('.'))
}

function samplesOf(path: string, examples: Record<string, unknown>[]): string[] {
  const samples = new Set<string>()
  for (const example of examples) {
    const value = valueAt(example, path)
    if (value !== undefined && value !== null) samples.add(shortened(JSON.stringify(value)))
    if (samples.size === SAMPLES_MAX) break
  }
  return [...samples]
}

/** The warehouse gives objects back nested, however they came. */
function valueAt(example: Record<string, unknown>, path: string): unknown {
  let at: unknown = example
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return at
}

function shortened(text: string): string {
  return text.length > SAMPLE_LENGTH_MAX ? `${text.slice(0, SAMPLE_LENGTH_MAX)}…` : text
}
