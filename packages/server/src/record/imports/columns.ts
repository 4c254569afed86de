import type { ImportMapping, MappedFact, MappedValue } from '@percorso/contract'
import { ImportError } from './import-error.ts'

const placeholder = /\{([^{}]+)\}/g

/** A template as alternating literals and columns: `literals` has one more entry than `columns`. */
export function parseTemplate(template: string): { literals: string[]; columns: string[] } {
  const parts = template.split(placeholder)
  return { literals: parts.filter((_, index) => index % 2 === 0), columns: parts.filter((_, index) => index % 2 === 1) }
}

/** Every column that a mapping speaks of, those of its lookups with their prefix. */
export function columnsOf(mapping: ImportMapping): Set<string> {
  const { external, ...identifiers } = mapping.person
  const templates = [...Object.values(identifiers), ...Object.values(external ?? {})]
  const joined = mapping.join.map(({ on }) => on)
  const inTemplates = templates.flatMap(columnsOfTemplate)
  return new Set([...inTemplates, ...joined, ...mapping.facts.flatMap(columnsOfFact)])
}

function columnsOfFact(fact: MappedFact): string[] {
  const conditions = [fact.when ?? []].flat().map(({ column }) => column)
  const values = Object.values('traits' in fact ? fact.traits : fact.properties)
  const named = [fact.time, fact.messageId, ...Object.values(namesOf(fact))]
  return [...conditions, ...named.flatMap(columnsOfTemplate), ...values.flatMap(columnsOfValue)]
}

/** The templates that only one type of fact has. */
export function namesOf(fact: MappedFact): Record<string, string> {
  if (fact.type === 'track') return { event: fact.event }
  if (fact.type === 'group') return { groupId: fact.groupId }
  return fact.type === 'identify' || fact.name === undefined ? {} : { name: fact.name }
}

function columnsOfTemplate(template: string | undefined): string[] {
  return template === undefined ? [] : parseTemplate(template).columns
}

function columnsOfValue(value: MappedValue): string[] {
  if (typeof value === 'string') return parseTemplate(value).columns
  return typeof value === 'object' ? [value.column] : []
}

/** Refuses a mapping that speaks of columns which the file and its lookups do not have. */
export function checkColumns(mapping: ImportMapping, columns: string[]): void {
  const prefixes = mapping.join.map(({ prefix }) => prefix)
  const unknown = [...columnsOf(mapping)].filter((name) => !hasColumn(columns, name) && !prefixes.some((prefix) => name.startsWith(prefix)))
  if (unknown.length === 0) return
  throw new ImportError('unknown_column', `The mapping speaks of ${unknown.join(', ')}, which the file does not have`, {
    hint: `Its columns are: ${columns.slice(0, 50).join(', ')}${columns.length > 50 ? ', …' : ''}`,
  })
}

// `address.city` is also the field `city` of the column `address`, as Parquet and JSON have them.
function hasColumn(columns: string[], name: string): boolean {
  return columns.includes(name) || columns.some((column) => name.startsWith(`${column}.`))
}
