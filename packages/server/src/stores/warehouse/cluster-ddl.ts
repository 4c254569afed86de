import { PercorsoError } from '../../ground/errors.ts'
import { splitStatements, withoutComments } from './split-statements.ts'

type Table = { name: string; columns: string; engine: string; engineArguments: string; rest: string }

const everywhere = 'everywhere'

/**
 * A migration for one node, rewritten for a cluster. Each table says in a comment before it what it is sharded by:
 * it becomes a replicated table on every shard with a distributed table in front. `-- shard by: everywhere` makes
 * one replicated table that is whole on every node, so that it can be joined anywhere.
 */
export function toClusterDdl(sql: string, cluster: string): string {
  return splitStatements(sql)
    .flatMap((statement) => spread(statement, cluster))
    .map((statement) => `${statement};\n`)
    .join('\n')
}

function spread(statement: string, cluster: string): string[] {
  const bare = withoutComments(statement).trim()
  const shardBy = /^\s*--\s*shard by:\s*(.+?)\s*$/im.exec(statement)?.[1]
  if (/^create table/i.test(bare)) return spreadTable(parseTable(bare), shardBy, cluster)
  const altered = /^alter table (\w+)( modify setting [\s\S]*)$/i.exec(bare)
  if (altered && shardBy) return [`alter table ${altered[1]}${shardBy === everywhere ? '' : '_local'} on cluster ${cluster}${altered[2]}`]
  return [onCluster(bare, cluster)]
}

function spreadTable(table: Table, shardBy: string | undefined, cluster: string): string[] {
  if (!shardBy) throw new PercorsoError('bad_migration', `the table ${table.name} does not say what it is sharded by`)
  if (shardBy === everywhere) return [`create table ${table.name} on cluster ${cluster} ${replicated(table, '{database}')}`]
  const local = `${table.name}_local`
  return [
    `create table ${local} on cluster ${cluster} ${replicated(table, '{shard}/{database}')}`,
    `create table ${table.name} on cluster ${cluster} as ${local} engine = Distributed(${cluster}, currentDatabase(), ${local}, ${shardBy})`,
  ]
}

/** The rest of a table's statement, after its name. Tables with the same path are replicas of each other. */
function replicated(table: Table, path: string): string {
  const given = [`'/clickhouse/tables/${path}/${table.name}'`, `'{replica}'`, table.engineArguments].filter(Boolean).join(', ')
  const rest = table.rest.replaceAll('non_replicated_deduplication_window', 'replicated_deduplication_window')
  return `${table.columns} engine = Replicated${table.engine}(${given})${rest}`
}

function parseTable(statement: string): Table {
  const [, name, columns, engine, engineArguments = '', rest] =
    /^create table\s+(\w+)\s*(\([\s\S]*\))\s*engine\s*=\s*(\w*MergeTree)(?:\(([^)]*)\))?([\s\S]*)$/i.exec(statement) ?? []
  if (!name || !columns || !engine)
    throw new PercorsoError('bad_migration', `not a table of the MergeTree family: ${statement.slice(0, 80)}`)
  return { name, columns, engine, engineArguments, rest: rest ?? '' }
}

/** Views are the same on every node; a change to a sharded table would have to be written for both of its tables. */
function onCluster(statement: string, cluster: string): string {
  const view = /^(create\s+(?:or replace\s+)?(?:materialized\s+)?view\s+\w+)([\s\S]*)$/i.exec(statement)
  if (view) return `${view[1]} on cluster ${cluster}${view[2]}`
  throw new PercorsoError('bad_migration', `cannot be rewritten for a cluster: ${statement.slice(0, 80)}`)
}
