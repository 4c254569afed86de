/** A cell that a spreadsheet would take for a formula: it is shown as text instead. Full-width signs count in some countries' spreadsheets. */
const FORMULA = /^[=+\-@\t\r\n ＝＋－＠]/u
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u

/** A row of CSV as in RFC 4180. Numbers stay numbers, also negative ones; texts can never become formulas. */
export function csvLine(cells: unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = cellText(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A value as the text of a cell. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
