import fs from 'node:fs'
import os from 'node:os'

/** One measured number, and the bar it must clear by its rule (at least it, unless said otherwise). Without a bar it only informs. */
export type Figure = { figure: string; value: number; unit: string; bar?: number; rule?: Rule; n: number; pass: boolean }
export type Rule = 'at least' | 'at most' | 'exactly'

const signs: Record<Rule, string> = { 'at least': '≥', 'at most': '≤', exactly: '=' }

/** Judges a figure against its bar. */
export function judge(figure: Omit<Figure, 'pass'>): Figure {
  const { value, bar, rule = 'at least' } = figure
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(4))
  const pass = bar === undefined || (rule === 'exactly' ? value === bar : rule === 'at most' ? value <= bar : value >= bar)
  return { ...figure, value: shown, pass }
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

/** Renews the rows of these figures in a results page and leaves the others. `command` is what makes them. */
export function record(file: string, command: string, figures: Figure[]): void {
  const known = new Map(readRows(file))
  const day = new Date().toISOString().slice(0, 10)
  for (const f of figures) {
    const bar = f.bar === undefined ? '' : `${signs[f.rule ?? 'at least']} ${f.bar}`
    known.set(
      f.figure,
      `| ${f.figure} | ${f.value} | ${f.unit} | ${bar} | ${f.bar === undefined ? '' : f.pass ? 'yes' : '**no**'} | ${f.n} | ${day} |`,
    )
  }
  const rows = [...known].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, row]) => row)
  const head = '| figure | value | unit | bar | reached | n | measured |\n|---|---|---|---|---|---|---|'
  fs.writeFileSync(
    file,
    `# Results\n\nMade by \`${command} -- GROUP --record\`, never by hand. Machine: ${machine()}.\n\n${head}\n${rows.join('\n')}\n`,
  )
}

function readRows(file: string): [string, string][] {
  if (!fs.existsSync(file)) return []
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const rows = lines.filter((line) => /^\| [^|]+ \|/u.test(line) && !/^\| (figure|-)/u.test(line))
  return rows.map((row) => [row.split('|')[1]!.trim(), row])
}
