import type { ImportMapping, MappedCondition, MappedValue } from '@percorso/contract'
import { parseTemplate } from './columns.ts'
import type { Lookups } from './lookups.ts'
import { timeReader, type TimeReader } from './parse-time.ts'
import type { RowValues } from './row.ts'

/** Reads one thing from a row; undefined when it is missing there. Throws `Unmappable` when it is there and wrong. */
export type Reader<T> = (row: RowValues) => T | undefined

/** Why a fact cannot be made from its row. */
export class Unmappable extends Error {}

/** Makes readers of the values in a mapping, so that each template is taken apart once and not for every row. */
export class ValueCompiler {
  readonly #mapping: ImportMapping
  readonly #lookups: Lookups
  readonly #missing: Set<unknown>
  readonly #time: TimeReader

  constructor(mapping: ImportMapping, lookups: Lookups) {
    this.#mapping = mapping
    this.#lookups = lookups
    this.#missing = new Set<unknown>([...mapping.missing, null, undefined])
    this.#time = timeReader(mapping)
  }

  /** A column of the row, of a lookup joined to it, or of an object in the row. */
  column(name: string, joins = this.#mapping.join.length): Reader<unknown> {
    const index = this.#mapping.join.findIndex(({ prefix }, at) => at < joins && name.startsWith(prefix))
    const read = index === -1 ? fieldReader(name) : this.#joined(index, name)
    return (row) => {
      const value = read(row)
      return this.#missing.has(value) ? undefined : value
    }
  }

  template(template: string): Reader<string> {
    const { literals, columns } = parseTemplate(template)
    const readers = columns.map((name) => this.column(name))
    const [first] = readers
    if (first && columns.length === 1 && template === `{${columns[0]}}`) return (row) => textOf(first(row))
    return (row) => {
      let text = literals[0]!
      for (let index = 0; index < readers.length; index++) {
        const part = textOf(readers[index]!(row))
        if (part === undefined) return undefined
        text += part + literals[index + 1]!
      }
      return text
    }
  }

  time(template: string): Reader<string> {
    const read = this.template(template)
    return (row) => {
      const text = read(row)
      return text === undefined ? undefined : this.#timeOf(text)
    }
  }

  value(value: MappedValue): Reader<unknown> {
    if (typeof value === 'string') return this.template(value)
    if (typeof value !== 'object') return () => value
    const read = this.column(value.column)
    const convert = this.#conversion(value)
    return (row) => {
      const cell = read(row)
      if (cell === undefined) return undefined
      return convert(cell) ?? fail(`${value.column}: ${shown(cell)} is no ${value.as}`)
    }
  }

  condition({ column, present, equals, not }: MappedCondition): (row: RowValues) => boolean {
    const read = this.template(`{${column}}`)
    if (present !== undefined) return (row) => (read(row) !== undefined) === present
    if (equals !== undefined) return (row) => read(row) === String(equals)
    return (row) => read(row) !== String(not)
  }

  #joined(index: number, name: string): Reader<unknown> {
    const { lookup, on, prefix } = this.#mapping.join[index]!
    const rows = this.#lookups[lookup] ?? new Map<string, RowValues>()
    const key = this.column(on, index)
    const column = name.slice(prefix.length)
    return (row) => {
      const value = textOf(key(row))
      return value === undefined ? undefined : rows.get(value)?.[column]
    }
  }

  #conversion({ as, separator }: Exclude<MappedValue, string | number | boolean>): (cell: unknown) => unknown {
    if (as === 'number') return (cell) => numberOf(cell, this.#mapping.decimal)
    if (as === 'boolean') return booleanOf
    if (as === 'date') return (cell) => this.#timeOf(textOf(cell)!)
    if (as === 'json') return (cell) => (typeof cell === 'string' ? jsonOf(cell) : cell)
    if (as === 'list') return (cell) => listOf(cell, separator ?? ',')
    return textOf
  }

  #timeOf(text: string): string {
    return (
      this.#time(text) ??
      fail(`${shown(text)} is no time that can be read; ${this.#mapping.dateOrder ? 'use ISO 8601' : 'use ISO 8601 or set dateOrder'}`)
    )
  }
}

function fieldReader(name: string): Reader<unknown> {
  const path = name.split('.')
  if (path.length === 1) return (row) => row[name]
  return (row) => (name in row ? row[name] : path.reduce<unknown>(fieldOf, row))
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field) ? (value as RowValues)[field] : undefined
}

/** A cell as text; objects as JSON. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || value === undefined ? value : typeof value === 'object' ? JSON.stringify(value) : `${value as number}`
}

function numberOf(cell: unknown, decimal: '.' | ','): number | undefined {
  if (typeof cell === 'number') return cell
  const text = String(cell).trim()
  const plain = decimal === ',' ? text.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.') : text.replace(/,(?=\d{3}(\D|$))/g, '')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : undefined
}

const truths = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', '0'].map((word) => [word, false] as const),
])

function booleanOf(cell: unknown): boolean | undefined {
  return truths.get(String(cell).trim().toLowerCase())
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function listOf(cell: unknown, separator: string): unknown[] {
  if (Array.isArray(cell)) return cell
  const items = String(cell).split(separator)
  return items.map((item) => item.trim()).filter((item) => item !== '')
}

function shown(value: unknown): string {
  return JSON.stringify(textOf(value)?.slice(0, 60))
}

function fail(reason: string): never {
  throw new Unmappable(reason)
}
