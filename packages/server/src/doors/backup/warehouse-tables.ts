import type { Warehouse } from '../../stores/index.ts'
import type { Marks } from './snapshot.ts'

/** Kept otherwise: migrations are the program's own; who was merged into whom follows from PostgreSQL's identifiers. */
const NOT_COPIED = ['migrations', 'merged_profiles']

/** The warehouse's tables that a backup copies, with what of each belongs to the snapshot. */
export async function listWarehouseTables(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.query<{ name: string }>(
    `select name from system.tables where database = currentDatabase() and engine not like '%View' and name not like '%\\_local'
       and name not like '.inner%' order by name`,
  )
  return rows.map(({ name }) => name).filter((name) => !NOT_COPIED.includes(name))
}

/** Which rows of a table were there at the moment of the snapshot: facts of chunks that were done. Other tables are small and taken as they are. */
export function whereInSnapshot(table: string, { lastChunkId, pendingChunks }: Marks): string {
  if (table !== 'facts') return ''
  const pending = pendingChunks.length > 0 ? ` and chunk_id not in (${pendingChunks.map(Number).join(', ')})` : ''
  return ` where chunk_id <= ${Number(lastChunkId)}${pending}`
}

export async function countRows(warehouse: Warehouse, table: string, where = ''): Promise<number> {
  const [row] = await warehouse.query<{ rows: number }>(
    `select count() as rows from {table: Identifier}${where} settings max_execution_time = 0`,
    { table },
  )
  return row?.rows ?? 0
}
