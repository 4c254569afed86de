import fs from 'node:fs'
import path from 'node:path'
import { createClient } from '@clickhouse/client'
import type { ClickHouseClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import type { ChdbConnection } from 'chdb/connection'
import { PercorsoError } from '../../ground/errors.ts'
import { runCommand, runInsert, runPing, runQuery } from './client.ts'
import type { Warehouse } from './face.ts'
import { inlineParams } from './inline-params.ts'
import { createLanes } from './lanes.ts'
import { loadStatement } from './statement.ts'

type ClientOptions = NonNullable<Parameters<typeof createClient>[0]>
type Connection = { client: ClickHouseClient; native: ChdbConnection }

const database = 'percorso'
const writers = 2
const readers = 4

const QUERY_BYTES_MAX = 64 * 1024 * 1024

/** ClickHouse inside this process. A connection runs one statement at a time, so there are several of them. */
export async function openEmbeddedWarehouse(folder: string): Promise<Warehouse> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const connections = await connectAll(folder, writers + readers)
  const writing = createLanes(connections.slice(0, writers))
  const reading = createLanes(connections.slice(writers))
  return {
    query: (sql, params = {}) => reading.run(({ client }) => runQuery(client, inlineParams(sql, params), {})),
    command: (sql, params = {}) => writing.run(({ client }) => runCommand(client, inlineParams(sql, params), {})),
    insert: (insert) => writing.run(({ client }) => runInsert(client, insert)),
    stream: (sql, params = {}) => streamFrom(folder, inlineParams(sql, params)),
    // ClickHouse reads the file itself, in blocks: it need not fit into our memory.
    load: ({ table, format, file }) =>
      writing.run(({ client }) => {
        const sql = `${loadStatement(table)} select * from file({file: String}, ${format}, auto, 'zstd')`
        return runCommand(client, inlineParams(sql, { file: path.resolve(file) }), {})
      }),
    ping: () => reading.run(({ client }) => runPing(client)),
    close: async () => {
      await Promise.all([writing.idle(), reading.idle()])
      await closeAll(connections.splice(0))
    },
  }
}

async function connectAll(folder: string, count: number): Promise<Connection[]> {
  const connections = [connect(folder)]
  try {
    await connections[0]?.client.command({ query: `create database if not exists ${database}` })
    while (connections.length < count) connections.push(connect(folder))
    for (const { client } of connections) {
      await client.command({ query: `use ${database}` })
      // Values stand in the text of a statement here, and a list of ids is long. It holds for the reading of the statement, so that it cannot be part of it.
      await client.command({ query: `set max_query_size = ${QUERY_BYTES_MAX}` })
    }
    return connections
  } catch (error) {
    await closeAll(connections)
    throw error
  }
}

function connect(folder: string): Connection {
  try {
    const native = createChdbConnection({ path: folder })
    // Same contract; chdb was compiled without exactOptionalPropertyTypes.
    return { native, client: createClient({ connection: native as unknown as NonNullable<ClientOptions['connection']> }) }
  } catch (cause) {
    throw new PercorsoError('warehouse_open_failed', `Cannot open the embedded ClickHouse in ${folder}: ${(cause as Error).message}`, {
      hint: 'If another process uses it, stop that one first. Otherwise see the message.',
      cause,
    })
  }
}

/** A connection of its own: whoever reads slowly must not keep a lane from the others. */
async function* streamFrom(folder: string, sql: string): AsyncGenerator<Buffer> {
  const { native, client } = connect(folder)
  try {
    await client.command({ query: `use ${database}` })
    for await (const chunk of native.chdb.queryStream(sql)) yield Buffer.from(chunk.raw())
  } finally {
    await client.close()
  }
}

async function closeAll(connections: Connection[]): Promise<void> {
  for (const { client } of connections) await client.close()
}
