import { CsvSplitter } from './csv-splitter.ts'

const candidates = [',', ';', '\t', '|']
const sampleRecords = 50

/** The delimiter that splits the first records into the same number of cells, and into the most. A comma if none splits at all. */
export function guessDelimiter(sample: string): string {
  const scored = candidates.map((delimiter) => ({ delimiter, ...score(sample.slice(0, 65_536), delimiter) }))
  const best = scored.filter(({ cells }) => cells > 1).sort((a, b) => b.share - a.share || b.cells - a.cells)[0]
  return best?.delimiter ?? ','
}

function score(sample: string, delimiter: string): { share: number; cells: number } {
  const records = new CsvSplitter(delimiter, guessLineEnd(sample)).push(sample, sample.length < 65_536)
  const counts = records.slice(0, sampleRecords).map((record) => ('cells' in record ? record.cells.length : 0))
  const cells = counts[0] ?? 0
  // A few ragged rows must not decide, so shares are compared in tenths.
  return { cells, share: Math.round((counts.filter((count) => count === cells).length / counts.length) * 10) }
}

/** Old Mac files end their lines with a carriage return alone. */
export function guessLineEnd(sample: string): string {
  return sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r'
}

/** The line `sep=;` that Excel writes and reads before the header. */
export function separatorLine(sample: string): { delimiter: string; length: number } | undefined {
  const match = /^sep=(.)\r?\n/i.exec(sample)
  return match ? { delimiter: match[1]!, length: match[0].length } : undefined
}
