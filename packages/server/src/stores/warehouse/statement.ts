import os from 'node:os'
import { PercorsoError } from '../../ground/errors.ts'

const gibibyte = 2 ** 30

/** One query may take 40% of the machine, and spills to disk before it takes half of that. */
const memory_bytes = Math.round(Math.min(16 * gibibyte, Math.max(gibibyte, os.totalmem() * 0.4)))

const querySettings = {
  max_memory_usage: memory_bytes,
  max_bytes_before_external_group_by: memory_bytes / 2,
  max_bytes_before_external_sort: memory_bytes / 2,
  max_execution_time: 30,
  output_format_json_quote_64bit_integers: 0,
}

const insertSettings = {
  date_time_input_format: `'best_effort'`,
  input_format_parallel_parsing: 0, // the rows must stay one block: a block is what deduplication knows
  max_partitions_per_insert_block: 0, // an import may span years
  type_json_skip_duplicated_paths: 1,
  input_format_try_infer_dates: 0, // a text stays the text that was sent: 30 February would become 2 March
  input_format_try_infer_datetimes: 0,
  input_format_json_read_bools_as_strings: 0, // nor does true become a text in a list of texts, or 1 in one of numbers
  input_format_json_read_bools_as_numbers: 0,
  async_insert: 0, // answered only when the rows are kept …
  distributed_foreground_insert: 1, // … on every shard
}

/** A query with the limits every query has, unless it states its own. Part of the statement, because chDB keeps a `SET` for its next query. */
export function limited(sql: string): string {
  const trimmed = sql.trim().replace(/;$/, '')
  const unquoted = trimmed.replace(/'(?:[^'\\]|\\.|'')*'/g, (text) => '_'.repeat(text.length))
  const own = /\bsettings\s+(?=\w+\s*=[^()]*$)/i.exec(unquoted)
  if (!own) return `${trimmed}\nsettings ${settingsList(querySettings)}`
  const ownFrom = own.index + own[0].length // theirs come last, and the last one counts
  return `${trimmed.slice(0, ownFrom)}${settingsList(querySettings)}, ${trimmed.slice(ownFrom)}`
}

/** The head of an insert of JSON lines whose token makes a second try count once. */
export function insertStatement(table: string, token: string): string {
  if (!/^\w+$/.test(table)) throw new PercorsoError('bad_table', `not the name of a table: ${table}`)
  if (!/^[\w-]+$/.test(token)) throw new PercorsoError('bad_token', `not an insert token: ${token}`)
  return `insert into ${table} settings ${settingsList({ insert_deduplication_token: `'${token}'`, ...insertSettings })} format JSONEachRow`
}

/** The head of an insert of whole files, whose blocks need not be small and are never taken for repetitions. */
export function loadStatement(table: string): string {
  if (!/^\w+$/.test(table)) throw new PercorsoError('bad_table', `not the name of a table: ${table}`)
  return `insert into ${table} settings ${settingsList({ insert_deduplicate: 0, max_partitions_per_insert_block: 0 })}`
}

function settingsList(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')
}
