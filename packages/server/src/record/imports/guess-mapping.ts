import type { ImportMappingInput } from '@percorso/contract'
import { timeReader } from './parse-time.ts'
import type { RowValues } from './row.ts'

export type GuessedMapping = { mapping: ImportMappingInput; reasons: string[] }
type Sample = { columns: string[]; rows: RowValues[]; fileName: string; fallbackTime: string }
type Role = 'userId' | 'anonymousId' | 'email' | 'phone' | 'event' | 'messageId'

// The first pattern that fits a column's name wins, and for each role the first column that fits best.
const names: Record<Role, RegExp[]> = {
  userId: [
    /^user_?id$/,
    /^(customer|client|member|account|person|contact|household|subscriber)_?(unique_?)?(id|no|number|key)$/,
    /^uid$/,
    /^id$/,
  ],
  anonymousId: [/^anonymous_?id$/, /^(visitor|device|cookie|session)_?id$/],
  email: [/^e?_?mail$/, /e_?mail(_address)?$/],
  phone: [/^(tele)?phone(_?number)?$/, /^(mobile|cell|telefono|telefon|telefone)(_?(phone|number))?$/],
  event: [/^event$/, /^event_?(name|type)$/, /^(action|activity)(_?name)?$/],
  messageId: [/^message_?id$/, /^event_?id$/],
}
const timeNames = /(^|_)(timestamp|time|date|datetime|at|on|when|ts|created|updated|data|fecha)(_|$)/

/** Guesses how a file becomes facts from the names of its columns and a few rows, and says why: a start to be corrected, not to be trusted. */
export function guessMapping(sample: Sample): GuessedMapping {
  const reasons: string[] = []
  const roles: Partial<Record<Role, string>> = {}
  for (const role of Object.keys(names) as Role[]) {
    const column = bestColumn(sample.columns, names[role])
    if (!column) continue
    roles[role] = column
    reasons.push(`${column} is taken for ${role} because of its name`)
  }
  const time = timeColumn(sample)
  reasons.push(time ? `${time} holds times in every row looked at` : `No column holds times, so every fact gets the time of the file`)
  return { mapping: { person: personOf(roles, sample, reasons), facts: [factOf(roles, time, sample)] }, reasons }
}

function personOf(roles: Partial<Record<Role, string>>, { columns }: Sample, reasons: string[]): ImportMappingInput['person'] {
  const { userId, anonymousId, email, phone } = roles
  const found = Object.entries({ userId, anonymousId, email, phone }).filter(([, column]) => column !== undefined)
  if (found.length > 0) return Object.fromEntries(found.map(([role, column]) => [role, `{${column}}`]))
  const column = columns.find((name) => /id$/i.test(name)) ?? columns[0] ?? 'id'
  reasons.push(`No column looks like a person; ${column} is only a stopgap`)
  return { userId: `{${column}}` }
}

function factOf(roles: Partial<Record<Role, string>>, time: string | undefined, sample: Sample): ImportMappingInput['facts'][number] {
  const special = new Set([...Object.values(roles), time])
  const values = Object.fromEntries(
    sample.columns.filter((column) => !special.has(column)).map((column) => [column, { column, as: kindOf(column, sample.rows) }]),
  )
  const common = { time: time ? `{${time}}` : sample.fallbackTime, ...(roles.messageId && { messageId: `{${roles.messageId}}` }) }
  if (roles.event) return { type: 'track', event: `{${roles.event}}`, ...common, properties: values }
  const aboutPeople = time === undefined || /^(sign(ed)?_?up|created|registered|updated)/.test(normal(time))
  if (aboutPeople) return { type: 'identify', ...common, traits: values }
  return { type: 'track', event: titleOf(sample.fileName), ...common, properties: values }
}

function bestColumn(columns: string[], patterns: RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const column = columns.find((name) => pattern.test(normal(name)))
    if (column) return column
  }
  return undefined
}

function timeColumn({ columns, rows }: Sample): string | undefined {
  const read = timeReader({ timeZone: 'UTC' })
  const isTime = (column: string) => {
    const cells = rows.map((row) => row[column]).filter((cell) => cell !== null && cell !== undefined && cell !== '')
    return cells.length > 0 && cells.every((cell) => read(String(cell)) !== undefined)
  }
  const complete = (column: string) => rows.every((row) => row[column] !== '' && row[column] !== null && row[column] !== undefined)
  const candidates = columns.filter((column) => timeNames.test(normal(column)) && isTime(column))
  return candidates.find(complete) ?? candidates[0]
}

function kindOf(column: string, rows: RowValues[]): 'string' | 'number' {
  const cells = rows.map((row) => row[column]).filter((cell) => cell !== '' && cell !== null && cell !== undefined)
  // 00123 and 20-digit numbers are names made of digits; reading them as numbers would change them. So are ids.
  const isNumber = (cell: unknown) => /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(String(cell))
  return cells.length > 0 && !/(^|_)(id|code|zip|phone|sku|upc)(_|$)/.test(normal(column)) && cells.every(isNumber) ? 'number' : 'string'
}

function normal(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
}

function titleOf(fileName: string): string {
  const words = normal(fileName.replace(/\..*$/, '')).split('_').filter(Boolean)
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' ') || 'Imported'
}
