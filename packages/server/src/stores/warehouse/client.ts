import { Readable } from 'node:stream'
import type { ClickHouseClient } from '@clickhouse/client'
import type { Insert } from './face.ts'
import { insertStatement, limited } from './statement.ts'

type Params = Record<string, unknown>

export async function runQuery<Row>(client: ClickHouseClient, sql: string, params: Params): Promise<Row[]> {
  const result = await client.query({ query: limited(sql), query_params: params, format: 'JSONEachRow' })
  return result.json<Row>()
}

export async function runCommand(client: ClickHouseClient, sql: string, params: Params): Promise<void> {
  await client.command({ query: sql, query_params: params })
}

// Not `client.insert`: for JSONEachRow it takes objects only, and the rows are text already.
export async function runInsert(client: ClickHouseClient, { table, rows, token }: Insert): Promise<void> {
  const query = insertStatement(table, token)
  if (rows.length === 0) return
  const { stream } = await client.exec({ query, values: Readable.from([rows], { objectMode: false }) })
  await stream.resume().toArray() // an unread answer keeps its connection busy
}

export async function runPing(client: ClickHouseClient): Promise<void> {
  const answer = await client.ping({ select: true })
  if (!answer.success) throw answer.error
}
