import { readFileSync } from 'node:fs'

/** The rows of a CSV file by column, read without the readers that are held against it: quotes, doubled quotes, line ends in quotes. */
export function readPlainCsv(path: string): Record<string, string>[] {
  const [header = [], ...rows] = cells(readFileSync(path, 'utf8'))
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])))
}

function cells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gu)) {
    if (quoted === undefined && plain === '' && end === '' && row.length === 0) break
    row.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
    if (end === '') break
  }
  return rows
}
