/** A line on standard output: what was asked for. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** A line on standard error: how it is going. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Renews one line on standard error where somebody watches it; elsewhere says nothing. */
export function renewLine(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
}

/** Rows as columns that line up. */
export function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n') // prettier-ignore
}

/** 1234567 as 1,234,567. */
export function number(value: number): string {
  return value.toLocaleString('en')
}
