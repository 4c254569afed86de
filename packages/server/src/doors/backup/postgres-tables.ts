import type pg from 'pg'
import type { Manifest } from './manifest.ts'

export type StoredTable = { table: string; columns: string[] }

/**
 * Every table that holds something of ours, each after those that it refers to. The list of migrations is not data: a restore makes its own.
 * The key of tombstones is kept apart from backups on purpose.
 */
export async function listTables(client: pg.Client): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(
    `select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('migrations', 'erasure_key')
     group by c.relname order by c.relname`,
  )
  const references = await client.query<{ from: string; to: string }>(
    `select distinct f.relname as "from", t.relname as "to" from pg_constraint k
     join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conrelid <> k.confrelid`,
  )
  return inOrder(rows, references.rows)
}

/** How far each numbered column has come. Read after the snapshot's tables began: a number may be skipped, none is given twice. */
export async function listSequences(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as "table", a.attname as "column", pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1, 2`,
  )
  const sequences: Manifest['sequences'] = []
  for (const { table, column, sequence } of rows) {
    const { rows } = await client.query<{ last: number }>(`select case when is_called then last_value else 0 end as last from ${sequence}`)
    sequences.push({ table, column, last: rows[0]!.last })
  }
  return sequences
}

export async function setSequences(client: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { table, column, last } of sequences) {
    if (last > 0) await client.query('select setval(pg_get_serial_sequence(quote_ident($1), $2), $3)', [table, column, last])
  }
}

/** `copy … from` and `copy … to` of a table, column by column: their order may differ between two databases. */
export function copyTarget({ table, columns }: StoredTable): string {
  return `${quoted(table)} (${columns.map(quoted).join(', ')})`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function inOrder(tables: StoredTable[], references: { from: string; to: string }[]): StoredTable[] {
  const ordered: StoredTable[] = []
  let left = tables
  while (left.length > 0) {
    const names = new Set(left.map(({ table }) => table))
    const free = left.filter(({ table }) => !references.some(({ from, to }) => from === table && names.has(to)))
    if (free.length === 0) throw new Error(`tables that refer to each other in a circle: ${[...names].join(', ')}`)
    ordered.push(...free)
    left = left.filter((table) => !free.includes(table))
  }
  return ordered
}
