import { expect, it } from 'vitest'
import { testStores } from '../testing/index.ts'
import { personalData } from './personal-data.ts'

const stores = await testStores()

it('knows every table that names people: what no room answers for is neither exported nor erased', async () => {
  const { rows } = await stores.postgres.system.query<{ name: string }>(
    `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname ~ '(identifier|profile)_ids?$|^[ab]_id$|^payload$|^activity$|^traits$'
     order by 1`,
  )
  const rooms = personalData(stores.dataDir)
  const known = rooms.flatMap(({ tables }) => tables)
  expect(rows.map(({ name }) => name)).toContain('identifiers')
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})

it('counts nothing of nobody', async () => {
  for (const room of personalData(stores.dataDir)) {
    const counts = await room.count(stores, { workspaceId: 1, identifiers: [] })
    expect(Object.values(counts).filter((count) => count !== 0)).toEqual([])
  }
})
