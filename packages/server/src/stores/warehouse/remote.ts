import fs from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import { createClient } from '@clickhouse/client'
import { runCommand, runInsert, runPing, runQuery } from './client.ts'
import type { Warehouse } from './face.ts'
import { loadStatement } from './statement.ts'

const defaultDatabase = 'percorso'

/** A ClickHouse server. The database is the one in the URL's path, else `percorso`, which is created. */
export async function openRemoteWarehouse(clickhouseUrl: string, cluster?: string): Promise<Warehouse> {
  const url = new URL(clickhouseUrl)
  const database = decodeURIComponent(url.pathname.slice(1)) || defaultDatabase
  url.pathname = ''
  await createDatabase(url, database, cluster)
  const client = createClient({
    url,
    database,
    application: 'percorso',
    max_open_connections: 20,
    request_timeout: 120_000,
    use_multipart_params_auto: true, // a list of ids is longer than any address may be
  })
  return {
    query: (sql, params = {}) => runQuery(client, sql, params),
    command: (sql, params = {}) => runCommand(client, sql, params),
    insert: (insert) => runInsert(client, insert),
    async *stream(sql, params = {}) {
      const { stream } = await client.exec({ query: sql, query_params: params })
      for await (const chunk of stream) yield chunk as Buffer
    },
    load: async ({ table, format, file }) => {
      const values = fs.createReadStream(file).pipe(createZstdDecompress())
      const { stream } = await client.exec({ query: `${loadStatement(table)} format ${format}`, values })
      await stream.resume().toArray()
    },
    ping: () => runPing(client),
    close: () => client.close(),
  }
}

async function createDatabase(url: URL, database: string, cluster: string | undefined): Promise<void> {
  const client = createClient({ url })
  const onCluster = cluster ? ` on cluster ${cluster}` : ''
  await client
    .command({ query: `create database if not exists {database:Identifier}${onCluster}`, query_params: { database } })
    .finally(() => client.close())
}
