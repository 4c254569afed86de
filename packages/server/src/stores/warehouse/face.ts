export type Insert = { table: string; rows: Buffer; token: string }

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
  ping(): Promise<void>
  close(): Promise<void>
}
