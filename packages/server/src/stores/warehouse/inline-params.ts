import { PercorsoError } from '../../ground/errors.ts'

/**
 * Writes the values of `{name: Type}` into a statement for chDB. Its own parameters belong to the whole process: two
 * queries that use them cannot run at the same time, and one slow query would hold up all others.
 * Every value becomes a quoted text cast to the stated type, so no value can become part of the statement.
 */
export function inlineParams(sql: string, params: Record<string, unknown>): string {
  return sql.replace(placeholder, (part: string, name?: string, type?: string) => {
    if (name === undefined || type === undefined) return part // quoted text or a comment
    if (!Object.hasOwn(params, name)) throw new PercorsoError('missing_parameter', `the query's parameter ${name} has no value`)
    return literal(params[name], type.trim())
  })
}

const placeholder = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|`(?:[^`\\]|\\.)*`|\{\s*(\w+)\s*:([^{}]+)\}/g

function literal(value: unknown, type: string): string {
  if (type === 'Identifier') return `\`${escape(String(value)).replaceAll('`', '\\`')}\``
  if (value === null || value === undefined) return `cast(null, ${quote(type)})`
  return `cast(${quote(asText(value))}, ${quote(type)})`
}

/** A value as ClickHouse reads it from text. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asElement).join(',')}]`
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '')
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return String(value)
  throw new PercorsoError('bad_parameter', `a ${typeof value} cannot be a query's parameter`)
}

function asElement(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  return typeof value === 'string' || value instanceof Date ? quote(asText(value)) : asText(value)
}

function quote(text: string): string {
  return `'${escape(text)}'`
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')
}
