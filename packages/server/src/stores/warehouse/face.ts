export type Insert = { table: string; rows: Buffer; token: string }
export type Load = { table: string; format: 'Native' | 'TabSeparated'; file: string }

/** Everything the rooms do with ClickHouse, embedded or remote. */
export type Warehouse = {
  /** A SELECT, with limits on memory and time; 64-bit integers come back as numbers. */
  query<Row>(sql: string, params?: Record<string, unknown>): Promise<Row[]>
  /** A statement without a result. */
  command(sql: string, params?: Record<string, unknown>): Promise<void>
  /** Rows as JSON lines, in one block: with a token that was used before, nothing happens. */
  insert(insert: Insert): Promise<void>
  /** A large read, as the bytes of the FORMAT that the statement names. */
  stream(sql: string, params?: Record<string, unknown>): AsyncIterable<Buffer>
  /** A large write: a file of rows, compressed with zstd, as `stream` wrote them. Loading it again adds its rows again. */
  load(load: Load): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}
