import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { testDatabase, testStores } from '../testing/index.ts'
import { migratePostgres, withMigrationLock } from './postgres/migrate.ts'
import { migrateWarehouse } from './warehouse/migrate.ts'

const stores = await testStores()
const empty = await testDatabase('template1')

function folderOf(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(stores.dataDir, 'migrations-'))
  for (const [name, sql] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), sql)
  return folder
}

async function migrate(from?: string): Promise<string[]> {
  const owner = await empty.postgres.owner()
  return withMigrationLock(owner, () => migratePostgres(owner, from)).finally(() => owner.end())
}

describe('migrations of PostgreSQL', () => {
  it('are applied once when two processes start at the same time', async () => {
    const names = fs.readdirSync(path.resolve(import.meta.dirname, '../../db/postgres')).sort()
    const [one, other] = await Promise.all([migrate(), migrate()])
    expect([...one, ...other].sort()).toEqual(names)
    expect(await migrate()).toEqual([])
  })

  it('refuse a database that is newer than the code', async () => {
    await expect(migrate(folderOf({}))).rejects.toMatchObject({ code: 'database_newer' })
  })

  it('refuse a file that was changed after it had been applied, and name it', async () => {
    const database = await testDatabase('template1')
    const owner = await database.postgres.owner()
    await migratePostgres(owner, folderOf({ '0001-a.sql': 'create table a ()' }))
    const tampered = migratePostgres(owner, folderOf({ '0001-a.sql': 'create table a (b int)' }))
    await expect(tampered.finally(() => owner.end())).rejects.toThrow(/0001-a\.sql/)
  })

  it('leave nothing of a file that failed', async () => {
    const database = await testDatabase('template1')
    const owner = await database.postgres.owner()
    await expect(migratePostgres(owner, folderOf({ '0001-a.sql': 'create table a (); select 1 / 0' }))).rejects.toThrow(
      /0001-a\.sql failed/,
    )
    const left = await owner.query(`select to_regclass('a') as a, (select count(*) from migrations) as applied`).finally(() => owner.end())
    expect(left.rows).toEqual([{ a: null, applied: 0 }])
  })
})

describe('migrations of ClickHouse', () => {
  const { warehouse } = stores

  it('are applied once', async () => {
    expect(await migrateWarehouse({ warehouse })).toEqual([])
    expect(await warehouse.query('select name from migrations order by name')).toEqual([
      { name: '0001-facts.sql' },
      { name: '0002-forgetting.sql' },
    ])
  })

  it('refuse a file that was changed after it had been applied', async () => {
    const folder = folderOf({ '0001-facts.sql': 'create table a (b Int8) engine = MergeTree order by b', '0002-forgetting.sql': '' })
    await expect(migrateWarehouse({ warehouse, folder })).rejects.toMatchObject({ code: 'migration_changed' })
  })

  it('go on with a file that a crash left half applied', async () => {
    await warehouse.command('truncate table migrations')
    await warehouse.command('drop view people_facts')
    expect(await migrateWarehouse({ warehouse })).toEqual(['0001-facts.sql', '0002-forgetting.sql'])
    expect(await warehouse.query('select count() as n from people_facts')).toEqual([{ n: 0 }])
  })
})
