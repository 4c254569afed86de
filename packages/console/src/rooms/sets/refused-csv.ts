import type { RefusedValue } from './set-types.ts'

/** What a spreadsheet would take for a formula is kept from being one by an apostrophe. Full-width signs count in some countries. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u

/** Refused values as a file. */
export function refusedCsv(refused: RefusedValue[]): string {
  const rows = refused.map(({ line, value, reason }) => [String(line), FORMULA.test(value) ? `'${value}` : value, reason])
  return [['line', 'value', 'reason'], ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
