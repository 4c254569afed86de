import fs from 'node:fs'
import os from 'node:os'

/** One measured number. `bar` is what it must reach: at least it, or at most it where `atMost`. */
export type Figure = { figure: string; value: number; unit: string; bar?: number; atMost?: boolean; n: number; pass: boolean }

/** A figure, judged against its bar; without a bar it only informs. */
export function judge(figure: Omit<Figure, 'pass'>): Figure {
  const { value, bar, atMost } = figure
  const rounded = Number(value.toPrecision(4))
  return { ...figure, value: rounded, pass: bar === undefined || (atMost ? value <= bar : value >= bar) }
}

/** Percentile of unsorted values, by nearest rank. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((x, y) => x - y)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** What the figures were measured on. */
export function machine(): string {
  const cpus = os.cpus()
  return `${cpus[0]?.model ?? 'unknown CPU'}, ${cpus.length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.release()}, Node ${process.version}`
}

/** Renews the rows of these figures in a results page and leaves the others. */
export function record(file: string, figures: Figure[]): void {
  const known = new Map(readRows(file))
  const day = new Date().toISOString().slice(0, 10)
  for (const f of figures) {
    const bar = f.bar === undefined ? '' : `${f.atMost ? '≤' : '≥'} ${f.bar}`
    known.set(
      f.figure,
      `| ${f.figure} | ${f.value} | ${f.unit} | ${bar} | ${f.bar === undefined ? '' : f.pass ? 'yes' : '**no**'} | ${f.n} | ${day} |`,
    )
  }
  const rows = [...known].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, row]) => row)
  const head = '| figure | value | unit | bar | reached | n | measured |\n|---|---|---|---|---|---|---|'
  fs.writeFileSync(
    file,
    `# Results\n\nMade by \`npm run bench -- GROUP --record\`, never by hand. Machine: ${machine()}.\n\n${head}\n${rows.join('\n')}\n`,
  )
}

function readRows(file: string): [string, string][] {
  if (!fs.existsSync(file)) return []
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const rows = lines.filter((line) => /^\| [\w.]+ \|/u.test(line) && !line.startsWith('| figure |'))
  return rows.map((row) => [row.split('|')[1]!.trim(), row])
}
