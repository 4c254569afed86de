import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { importMapping, type ImportMapping, type ImportMappingInput } from '@percorso/contract'
import { guessMapping } from './guess-mapping.ts'
import { type Lookups, loadLookups } from './lookups.ts'
import { compileMapping, type SegmentFact } from './map-row.ts'
import { readRows } from './read-rows.ts'
import type { GoodRow, ReadOptions, Row } from './row.ts'

type Problem = { row: number; reason: string }
/** A row as it is in the file, with what it became. */
export type PreviewedRow = { row: number; cells: string[]; facts: number; problems: string[] }

const COLUMNS_SHOWN_MAX = 100
const CELL_LENGTH_MAX = 300

export type ImportPreview = {
  columns: string[]
  /** The mapping that was used, with `reasons` where it was guessed. */
  mapping: ImportMappingInput
  reasons: string[]
  facts: SegmentFact[]
  problems: Problem[]
  rows: PreviewedRow[]
  totals: { rows: number; facts: number; refused: number }
}
type PreviewOptions = { rows?: number; fileName?: string; lookups?: Lookups; lookupFolder?: string }

/** Shows what the first rows of a file would become. Without a mapping, guesses one. Nothing is recorded. */
export async function previewImport(
  path: string,
  mapping: ImportMapping | undefined,
  options: PreviewOptions = {},
): Promise<ImportPreview> {
  const wanted = options.rows ?? 50
  const { header, columns, rows } = await firstRows(path, mapping ?? {}, wanted)
  const fileName = options.fileName ?? basename(path)
  const guessed = mapping
    ? { mapping, reasons: [] }
    : guessMapping({ columns, rows: goodValues(rows), fileName, fallbackTime: await fileTime(path) })
  const used = importMapping.parse(guessed.mapping)
  const lookups = options.lookups ?? (await loadLookups(used, options.lookupFolder ?? dirname(path)))
  const mapRow = compileMapping(used, { importName: 'preview', fileName, lookups, columns: header })
  const mapped = rows.map((row) => ({ row, results: 'refused' in row ? [{ refused: row.refused }] : mapRow(row) }))
  const facts = mapped.flatMap(({ results }) => results.flatMap((result) => ('fact' in result ? [result.fact] : [])))
  const shown = mapped.map(({ row, results }) => ({
    row: row.number,
    cells: cellsOf(row, columns),
    facts: results.filter((result) => 'fact' in result).length,
    problems: results.flatMap((result) => ('refused' in result ? [result.refused] : [])),
  }))
  const problems = shown.flatMap(({ row, problems: reasons }) => reasons.map((reason) => ({ row, reason })))
  const totals = { rows: rows.length, facts: facts.length, refused: problems.length }
  return { columns, ...guessed, facts: facts.slice(0, wanted), problems, rows: shown, totals }
}

/** A row that could not be read is there as one cell: as it came. */
function cellsOf(row: Row, columns: string[]): string[] {
  if ('refused' in row) return [shortened(row.raw)]
  return columns.slice(0, COLUMNS_SHOWN_MAX).map((column) => shortened(textOf(row.values[column])))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function shortened(text: string): string {
  return text.length > CELL_LENGTH_MAX ? `${text.slice(0, CELL_LENGTH_MAX)}…` : text
}

type FirstRows = { header: string[]; columns: string[]; rows: Row[] }

/** The first rows of a file, with its header, if it has one, and its columns: those of the header, or those that these rows have. */
export async function firstRows(path: string, options: ReadOptions, wanted: number): Promise<FirstRows> {
  for await (const { columns: header, rows: all } of readRows(path, options)) {
    const rows = all.slice(0, wanted)
    const seen = new Set(goodValues(rows).flatMap((values) => Object.keys(values)))
    return { header, columns: header.length > 0 ? header : [...seen], rows }
  }
  return { header: [], columns: [], rows: [] }
}

function goodValues(rows: Row[]): Array<GoodRow['values']> {
  return rows.flatMap((row) => ('values' in row ? [row.values] : []))
}

async function fileTime(path: string): Promise<string> {
  return (await stat(path)).mtime.toISOString().slice(0, 10)
}
