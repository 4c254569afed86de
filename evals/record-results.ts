import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { passes, type Figure } from './figure.ts'

const file = join(import.meta.dirname, 'RESULTS.md')
const preamble = '# Results\n\nWritten by `npm run evals -- --record`.\n'

/** Renews one group's section of RESULTS.md, and says on which machine. */
export function recordResults(group: string, figures: Figure[]): void {
  const [, ...sections] = (existsSync(file) ? readFileSync(file, 'utf8') : preamble).split(/^(?=## )/m)
  const others = sections.filter((section) => !section.startsWith(`## ${group}\n`))
  const renewed = `## ${group}\n\n${machine()}\n\n${table(figures)}\n`
  const all = [...others.map((section) => `${section.trimEnd()}\n`), renewed].toSorted()
  writeFileSync(file, [preamble, ...all].join('\n'))
}

function machine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  const load = loadavg()[0]?.toFixed(1)
  const day = new Date().toISOString().slice(0, 10)
  return `${day}, Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${memory} GB; load ${load} when done.`
}

function table(figures: Figure[]): string {
  const cells = figures.map((figure) => [
    figure.figure,
    shown(figure.value),
    wanted(figure),
    figure.unit,
    passes(figure) ? 'yes' : '**no**',
  ])
  const rows = [['figure', 'value', 'expected', 'unit', 'pass'], ...cells]
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)))
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [line(rows[0]!), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.slice(1).map(line)].join('\n')
}

function wanted({ expected, atLeast }: Figure): string {
  return expected === undefined ? '' : `${atLeast ? '≥ ' : ''}${shown(expected)}`
}

function shown(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}
