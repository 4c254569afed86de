// Reads a list that somebody has: a column of values, or a table of them as spreadsheets write it (RFC 4180, with commas, semicolons or tabs).

const DELIMITERS = [',', ';', '\t'] as const
/** So many rows are looked at to guess what is what. */
const LOOKED_AT = 50

export type Rows = string[][]

/** The cells of each line; lines with nothing in them are left out, `lines` says where the others are (from 1). */
export function readRows(text: string): { rows: Rows; lines: number[] } {
  const delimiter = delimiterOf(text)
  const rows: Rows = []
  const lines: number[] = []
  let [at, line] = [text.startsWith('\uFEFF') ? 1 : 0, 1]
  while (at < text.length) {
    const row = readRow(text, at, delimiter)
    if (row.cells.some((cell) => cell.trim() !== '')) {
      rows.push(row.cells)
      lines.push(line)
    }
    at = row.end
    line += row.lines
  }
  return { rows, lines }
}

/** The one that the first line has most of; a list of bare values has none. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/u)
  const first = end === -1 ? text : text.slice(0, end)
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

type Row = { cells: string[]; end: number; lines: number }

/** One row, from its beginning on. A quote that is never closed goes on to the end. */
function readRow(text: string, from: number, delimiter: string): Row {
  const cells: string[] = []
  let [at, lines] = [from, 1]
  for (;;) {
    const cell = text[at] === '"' ? readQuoted(text, at, delimiter) : readBare(text, at, delimiter)
    cells.push(cell.value)
    lines += cell.breaks
    at = cell.end
    if (text[at] === delimiter) at += 1
    else return { cells, end: at + (text.startsWith('\r\n', at) ? 2 : 1), lines }
  }
}

type Cell = { value: string; end: number; breaks: number }

function readBare(text: string, from: number, delimiter: string): Cell {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(from, end), end, breaks: 0 }
}

function readQuoted(text: string, from: number, delimiter: string): Cell {
  let end = from + 1
  for (;;) {
    const quote = text.indexOf('"', end)
    if (quote === -1) end = text.length
    else if (text[quote + 1] === '"') {
      end = quote + 2
      continue
    } else end = quote
    const raw = text.slice(from + 1, end)
    const next = readBare(text, end + 1, delimiter).end // what stands between the quote and the next cell is nothing
    return { value: raw.replaceAll('""', '"'), end: Math.min(next, text.length), breaks: raw.split('\n').length - 1 }
  }
}

/** What a table seems to be: whether its first row names the columns, and in which column people are. */
export function guess(rows: Rows): { header: boolean; column: number; kind: 'email' | 'user_id' } {
  const [first = [], ...rest] = rows.slice(0, LOOKED_AT)
  const inMails = (row: string[]) => row.findIndex((cell) => cell.includes('@'))
  const withMail = rest.find((row) => inMails(row) >= 0)
  const column = withMail ? inMails(withMail) : Math.max(0, inMails(first))
  const kind = withMail || inMails(first) >= 0 ? 'email' : 'user_id'
  const isWord = (cell: string) => /^[\p{L}_][\p{L}\p{Zs}_.-]*$/u.test(cell.trim())
  const isNames = first.length > 0 && first.every((cell) => isWord(cell)) && rest.some((row) => !row.every((cell) => isWord(cell)))
  return { header: kind === 'email' ? inMails(first) < 0 : isNames, column, kind }
}
