import { join as joinPath } from 'node:path'
import type { ImportMapping } from '@percorso/contract'
import { columnsOf } from './columns.ts'
import { ImportError } from './import-error.ts'
import { textOf } from './map-values.ts'
import { readRows } from './read-rows.ts'
import { limits, type RowValues } from './row.ts'

type LookupLimits = Pick<typeof limits, 'lookupRows' | 'lookupBytes'>
/** The rows of a lookup file by key, with only the columns that the mapping uses. */
type Lookup = Map<string, RowValues>
export type Lookups = Record<string, Lookup>

const cellOverheadBytes = 48

/** Reads the lookup files of a mapping, which lie in one folder, into memory; refuses more than fits there. */
export async function loadLookups(mapping: ImportMapping, folder: string, bounds: LookupLimits = limits): Promise<Lookups> {
  const lookups: Lookups = Object.create(null)
  const budget = { ...bounds }
  for (const name of Object.keys(mapping.lookups)) lookups[name] = await loadLookup(mapping, { name, folder, budget })
  return lookups
}

type Loading = { name: string; folder: string; budget: LookupLimits }

async function loadLookup(mapping: ImportMapping, { name, folder, budget }: Loading): Promise<Lookup> {
  const { file, key, keep } = mapping.lookups[name]!
  const wanted = wantedColumns(mapping, name)
  const lookup: Lookup = new Map()
  const own = ownCopies()
  for await (const { columns, rows } of readRows(joinPath(folder, file), { encoding: mapping.encoding })) {
    checkLookupColumns(columns, [key, ...wanted], file)
    for (const row of rows) {
      if ('refused' in row)
        throw new ImportError('lookup_row', `${file}, row ${row.number}: ${row.refused}`, { hint: 'Mend the lookup file' })
      const value = textOf(row.values[key] ?? '') ?? ''
      if (value === '' || (keep === 'first' && lookup.has(value))) continue
      if (!keep && lookup.has(value)) refuseDouble(file, key, value)
      lookup.set(own(value), pick(row.values, wanted, own))
      spend(
        budget,
        file,
        value.length + cellOverheadBytes * (wanted.length + 2) + wanted.reduce((sum, c) => sum + sizeOf(row.values[c]), 0),
      )
    }
  }
  return lookup
}

function wantedColumns(mapping: ImportMapping, name: string): string[] {
  const used = [...columnsOf(mapping)]
  const prefixes = mapping.join.filter(({ lookup }) => lookup === name).map(({ prefix }) => prefix)
  return prefixes.flatMap((prefix) => used.filter((column) => column.startsWith(prefix)).map((column) => column.slice(prefix.length)))
}

function checkLookupColumns(columns: string[], wanted: string[], file: string): void {
  const unknown = columns.length === 0 ? [] : wanted.filter((column) => !columns.includes(column))
  if (unknown.length === 0) return
  throw new ImportError('unknown_column', `The lookup ${file} has no column ${unknown.join(', ')}`, {
    hint: `Its columns are: ${columns.join(', ')}`,
  })
}

function refuseDouble(file: string, key: string, value: string): never {
  throw new ImportError('lookup_double', `The lookup ${file} has two rows where ${key} is ${value}`, {
    hint: 'Set "keep": "first" or "last" in the lookup if one of them will do',
  })
}

function spend(budget: LookupLimits, file: string, bytes: number): void {
  budget.lookupRows -= 1
  budget.lookupBytes -= bytes
  if (budget.lookupRows >= 0 && budget.lookupBytes >= 0) return
  throw new ImportError('lookup_too_large', `The lookups do not fit in memory (the limit was reached in ${file})`, {
    hint: `At most ${limits.lookupRows} rows and ${limits.lookupBytes / 1024 ** 2} MB in all; join the files before the import instead`,
  })
}

function pick(values: RowValues, wanted: string[], own: (text: string) => string): RowValues {
  const picked: RowValues = Object.create(null)
  for (const column of wanted) {
    const value = values[column]
    picked[column] = typeof value === 'string' ? own(value) : value
  }
  return picked
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 8
}

// A cell is a slice that keeps the whole piece of the file it came from in memory, so what stays is copied; what repeats, once.
function ownCopies(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const copy = known.get(text) ?? Buffer.from(text).toString()
    if (known.size < 100_000) known.set(copy, copy)
    return copy
  }
}
