import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { testStores } from '../../testing/index.ts'
import { toClusterDdl } from './cluster-ddl.ts'
import { splitStatements } from './split-statements.ts'

const { warehouse } = await testStores()
const folder = path.resolve(import.meta.dirname, '../../../db/clickhouse')

describe('toClusterDdl', () => {
  it.each(fs.readdirSync(folder))('makes DDL of %s that ClickHouse understands', async (file) => {
    const statements = splitStatements(toClusterDdl(fs.readFileSync(path.join(folder, file), 'utf8'), 'main'))
    for (const statement of statements) {
      const [parsed] = await warehouse.query<{ text: string }>('select formatQuery({statement:String}) as text', { statement })
      expect(parsed?.text).toMatch(/^(CREATE (TABLE|VIEW|MATERIALIZED VIEW)|ALTER TABLE) \w+ ON CLUSTER main/)
    }
  })

  it('puts a distributed table in front of a replicated one on each shard', () => {
    const sql = `-- shard by: cityHash64(id)\ncreate table t (id UInt8, v UInt8) engine = ReplacingMergeTree(v) order by id\nsettings non_replicated_deduplication_window = 5;`
    expect(splitStatements(toClusterDdl(sql, 'c'))).toEqual([
      `create table t_local on cluster c (id UInt8, v UInt8) engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/t', '{replica}', v) order by id\nsettings replicated_deduplication_window = 5`,
      'create table t on cluster c as t_local engine = Distributed(c, currentDatabase(), t_local, cityHash64(id))',
    ])
  })

  it('keeps a table that is sharded by "everywhere" whole on every node', () => {
    const sql = '-- shard by: everywhere\ncreate table t (id UInt8) engine = MergeTree order by id'
    expect(splitStatements(toClusterDdl(sql, 'c'))).toEqual([
      `create table t on cluster c (id UInt8) engine = ReplicatedMergeTree('/clickhouse/tables/{database}/t', '{replica}') order by id`,
    ])
  })

  it('refuses what it cannot spread', () => {
    expect(() => toClusterDdl('create table t (id UInt8) engine = MergeTree order by id', 'c')).toThrow(/sharded by/)
    expect(() => toClusterDdl('alter table t add column b UInt8', 'c')).toThrow(/cannot be rewritten/)
  })
})

describe('splitStatements', () => {
  it('is not misled by quotes and comments', () => {
    const sql = `-- a; b\nselect ';' as \`x;y\`, 'it''s; \\'; ' /* ; */;\n\n select 2 - 1 / 1 ; -- the end;\n`
    expect(splitStatements(sql)).toEqual([`-- a; b\nselect ';' as \`x;y\`, 'it''s; \\'; ' /* ; */`, 'select 2 - 1 / 1'])
  })
})
