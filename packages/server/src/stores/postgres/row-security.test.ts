import { describe, expect, it } from 'vitest'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import { inTransaction, inWorkspace } from './index.ts'

const stores = await testDatabase()
const { postgres } = stores

type NameRow = { name: string }

async function asOwner(sql: string): Promise<NameRow[]> {
  const owner = await postgres.owner()
  const { rows } = await owner.query<NameRow>(sql).finally(() => owner.end())
  return rows
}

describe('roles', () => {
  it('have no power to go round row-level security, and own nothing', async () => {
    const powers = ['rolsuper', 'rolbypassrls', 'rolcreaterole', 'rolcreatedb', 'rolreplication']
    const powerful = await asOwner(
      `select rolname as name from pg_roles where rolname in ('percorso_app', 'percorso_system') and (${powers.join(' or ')})`,
    )
    const owning = await asOwner(
      `select relname as name from pg_class where relowner in ('percorso_app'::regrole, 'percorso_system'::regrole)`,
    )
    expect([...powerful, ...owning]).toEqual([])
  })

  it('are who the pools connect as', async () => {
    const who = 'select current_user as name'
    expect((await postgres.app.query<NameRow>(who)).rows).toEqual([{ name: 'percorso_app' }])
    expect((await postgres.system.query<NameRow>(who)).rows).toEqual([{ name: 'percorso_system' }])
  })
})

describe('row-level security', () => {
  const fencedTables = `
    select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and attname = 'workspace_id'`

  it('is on for every table with a workspace_id', async () => {
    expect((await asOwner(fencedTables)).length).toBeGreaterThan(10)
    expect(await asOwner(`${fencedTables} and not relrowsecurity`)).toEqual([])
  })

  it('is obeyed by every view', async () => {
    const views = `select relname as name from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace`
    expect(await asOwner(`${views} and not coalesce(reloptions::text, '') ~ 'security_invoker=(true|on)'`)).toEqual([])
  })

  it('shows the app role one workspace, and nothing without one', async () => {
    const [mine, theirs] = [await buildWorkspace(stores), await buildWorkspace(stores)]
    for (const table of ['workspaces', 'sources', 'write_keys']) {
      const ids = `select workspace_id from ${table}`
      const seen = await inWorkspace(postgres, mine.workspaceId, async (db) => (await db.query<{ workspace_id: number }>(ids)).rows)
      expect(seen).toEqual([{ workspace_id: mine.workspaceId }])
      expect((await postgres.app.query(ids)).rows).toEqual([])
      expect((await postgres.system.query<{ workspace_id: number }>(ids)).rows.map((row) => row.workspace_id)).toEqual(
        expect.arrayContaining([mine.workspaceId, theirs.workspaceId]),
      )
    }
  })

  it('does not let the app role write into another workspace', async () => {
    const [mine, theirs] = [await buildWorkspace(stores), await buildWorkspace(stores)]
    const insert = `insert into sources (workspace_id, name) values ($1, 'x')`
    await expect(inWorkspace(postgres, mine.workspaceId, (db) => db.query(insert, [theirs.workspaceId]))).rejects.toThrow(
      /row-level security/,
    )
    await inWorkspace(postgres, mine.workspaceId, (db) => db.query(insert, [mine.workspaceId]))
  })

  it('forgets the workspace when the transaction ends', async () => {
    const { workspaceId } = await buildWorkspace(stores)
    await Promise.all(Array.from({ length: 30 }, () => inWorkspace(postgres, workspaceId, (db) => db.query('select 1'))))
    const counts = await Promise.all(Array.from({ length: 30 }, () => postgres.app.query('select from workspaces')))
    expect(counts.every((result) => result.rowCount === 0)).toBe(true)
  })
})

describe('inTransaction', () => {
  it('rolls back what a failed piece of work did', async () => {
    const insert = `insert into chunk_clock values ('2020-01-01', 1)`
    const failing = inTransaction(postgres.system, async (db) => {
      await db.query(insert)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await postgres.system.query('select from chunk_clock')).rowCount).toBe(0)
  })

  it('says so when PostgreSQL rolled back what looked like success', async () => {
    const swallowing = inTransaction(postgres.system, (db) => db.query('select 1 / 0').catch(() => undefined))
    await expect(swallowing).rejects.toMatchObject({ code: 'rolled_back' })
  })

  it('survives losing its connection, in use or idle', async () => {
    const suicide = inTransaction(postgres.system, async (db) => {
      await db.query('select 1')
      const owner = await postgres.owner()
      await owner
        .query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'percorso_system'`)
        .finally(() => owner.end())
      await new Promise((resolve) => setTimeout(resolve, 50))
      await db.query('select 1')
    })
    await expect(suicide).rejects.toThrow()
    expect(await inTransaction(postgres.system, async (db) => (await db.query('select 1 as one')).rows)).toEqual([{ one: 1 }])
  })
})

describe('values', () => {
  it('come back as numbers, times and plain dates', async () => {
    const sql = `select 5::int8 as n, array[1, null, 2]::int8[] as list, date '2024-02-29' as day, timestamptz '2024-01-01T00:00:00Z' as at`
    const { rows } = await postgres.app.query(sql)
    expect(rows).toEqual([{ n: 5, list: [1, null, 2], day: '2024-02-29', at: new Date('2024-01-01T00:00:00Z') }])
  })
})
